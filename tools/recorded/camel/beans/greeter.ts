import { NamedException } from '@dhow/core';
import { textOf } from '@dhow/core/component';

/** The bean `greeter` of the recordings. */
export class Greeter {
  static readonly javaType = 'oracle.Beans$Greeter';

  hello(name: unknown): string {
    return `Hello ${text(name)}`;
  }

  hi(): string {
    return 'Hi';
  }

  add(a: unknown, b: unknown): number {
    return Number(a) + Number(b);
  }

  over(value: unknown): string {
    return typeof value === 'number' ? `integer ${value}` : `string ${text(value)}`;
  }

  three(a: unknown, b: unknown, c: unknown): string {
    return `${text(a)},${text(b)},${text(c)}`;
  }

  boom(name: unknown): never {
    throw new NamedException('oracle.ValidationException', `boom ${text(name)}`);
  }

  nothing(_name: unknown): void {}

  returnNull(_name: unknown): null {
    return null;
  }

  items(name: unknown): string[] {
    return [`${text(name)}1`, `${text(name)}2`];
  }

  isGold(name: unknown): boolean {
    return text(name).includes('gold');
  }

  slip(body: unknown): string | null {
    return text(body).endsWith('!!') ? null : 'direct:bang';
  }
}

const text = (value: unknown) => textOf(value);
