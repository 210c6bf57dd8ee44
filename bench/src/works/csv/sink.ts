import { createServer } from 'node:http';

/** Takes data value sets and answers what it counted: the number of values and a sum over every field. */
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { dataValues } = JSON.parse(Buffer.concat(parts).toString()) as { dataValues: Record<string, string>[] };
    let sum = 0;
    for (const value of dataValues) {
      sum += Number(value['value']) + Number(value['period']) + value['orgUnit']!.charCodeAt(7) * 3;
      sum += value['dataElement']!.charCodeAt(10) * 5 + value['categoryOptionCombo']!.charCodeAt(10) * 7;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ count: dataValues.length, sum }));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
process.on('disconnect', () => process.exit(0));
