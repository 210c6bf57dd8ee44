/** The class `oracle.Beans$Person` of the recordings. */
export class Person {
  static readonly javaType = 'oracle.Beans$Person';
  #name: string;
  #age = 42;

  constructor(name = '') {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getAge(): number {
    return this.#age;
  }

  setAge(age: number): void {
    this.#age = age;
  }

  isAdult(): boolean {
    return true;
  }

  getFriends(): Person[] {
    return [new Person(`friend of ${this.#name}`)];
  }

  shout(suffix: string): string {
    return this.#name.toUpperCase() + suffix;
  }

  toString(): string {
    return `Person(${this.#name})`;
  }
}
