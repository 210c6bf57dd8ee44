/** Inserts within a transaction, says so, and waits to be killed: `half-way.ts <kind> <place>`. */
import { createContext } from '@dhow/core';
import { loopback } from '@dhow/core/testing';
import { loadYaml } from '@dhow/core/yaml';
import { postgresDataSource, sqlComponent, sqliteDataSource } from '../../src/index.ts';

const [kind, place] = process.argv.slice(2);
const db = kind === 'sqlite' ? sqliteDataSource(place!) : postgresDataSource(place!);
const hang = () => {
  process.stdout.write('half way\n');
  setInterval(() => undefined, 1000);
  return new Promise<void>(() => undefined);
};
const context = createContext({ components: [sqlComponent(), loopback()], beans: { db, hang } });
await context.addRoutes(
  loadYaml(`
- route:
    from:
      uri: loopback:in
      steps:
        - transacted: {}
        - to: "sql:insert into report values (1, 'a')"
        - process: { ref: hang }
        - to: "sql:insert into report values (2, 'b')"
`),
);
await context.start();
await context.send('loopback:in', null);
