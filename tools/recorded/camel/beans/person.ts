/** The class `oracle.Beans$Person` of the recordings. */
export class Person {
  static readonly javaType = 'oracle.Beans$Person';
  #name: string | null;
  #age = 42;

  constructor(name: string | null = null) {
    this.#name = name;
  }

  getName(): string | null {
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
    return this.#name?.startsWith('friend of ') ? [] : [new Person(`friend of ${this.#name}`)];
  }

  shout(suffix: string): string {
    return (this.#name ?? '').toUpperCase() + suffix;
  }

  /** As Jackson writes it. */
  toJSON(): Record<string, unknown> {
    return { name: this.#name, age: this.#age, friends: this.getFriends(), adult: true };
  }

  toString(): string {
    return `Person(${this.#name})`;
  }
}
