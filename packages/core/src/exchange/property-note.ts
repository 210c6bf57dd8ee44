/** Properties that the engine notes of many messages: they go into the map of properties only when something looks there. */
export interface PropertyNote {
  property(name: string): unknown;
  writeTo(properties: Map<string, unknown>): void;
}
