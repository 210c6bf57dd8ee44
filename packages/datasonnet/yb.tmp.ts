import { Parser, Composer, LineCounter, parseAllDocuments, Lexer } from 'yaml';
import { readYaml } from './src/formats/yaml/yaml-reader.ts';
let t='';
for(let i=0;i<12000;i++) t+=`- dataElement: de${i}\n  period: 202001\n  value: "${i}"\n  comment: some words here\n  tags:\n  - a\n  - b\n`;
console.log(t.length);
const time=(n:string,f:()=>unknown)=>{const s=process.cpuUsage();f();const e=process.cpuUsage(s);console.log(n,((e.user+e.system)/1000).toFixed(0))};
for(let k=0;k<2;k++){
time('lex',()=>{let c=0;for(const _ of new Lexer().lex(t))c++;return c});
time('cst',()=>[...new Parser().parse(t)]);
time('all',()=>parseAllDocuments(t,{version:'1.1',schema:'failsafe',uniqueKeys:false,merge:false,prettyErrors:true,logLevel:'silent'}));
time('read',()=>readYaml(t));
}
