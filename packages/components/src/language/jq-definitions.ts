import { parseJq } from './jq-parser.ts';
import type { JqClosure } from './jq-scope.ts';
import type { JqNode } from './jq-syntax.ts';

/** The functions of jq that are filters themselves. They lead to places too, where their bodies do. */
const text = String.raw`
  def first: .[0];
  def last: .[-1];
  def first(f): label $end | f | ., break $end;
  def last(f): reduce f as $x (null; $x);
  def limit($n; f): if $n < 0 then f elif $n == 0 then empty
    else label $end | foreach f as $x ([0, null]; [.[0] + 1, $x]; .[1], if .[0] >= $n then break $end else empty end) end;
  def nth($n): .[$n];
  def nth($n; f): if $n < 0 then error("nth doesn't support negative indices") else last(limit($n + 1; f)) end;
  def isempty(f): [first(f | true)] | length == 0;
  def recurse: recurse(.[]?);
  def recurse(f): def deeper: ., (f | select(. != null) | deeper); deeper;
  def recurse(f; test): def deeper: ., (f | select(test) | deeper); deeper;
  def recurse_down: recurse;
  def until(test; f): def next: if test then . else (f | next) end; next;
  def while(test; f): def next: if test then ., (f | next) else empty end; next;
  def repeat(f): def next: ., (f | next); next;
  def any(f; test): isempty(first(f | select(test))) | not;
  def all(f; test): isempty(first(f | select(test | not)));
  def del(f): delpaths([path(f)]);
  def paths: paths(. != null);
  def paths(f): path(.. | select(f)) | select(length > 0);
  def leaf_paths: paths(scalars);
  def walk(f): . as $whole
    | if type == "object" then reduce keys[] as $key ({}; . + {($key): ($whole[$key] | walk(f))}) | f
      elif type == "array" then map(walk(f)) | f
      else f end;
  def transpose: . as $rows | [range(0; map(length) | max // 0) as $i | [$rows[][$i]]];
  def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
  def combinations(n): . as $items | [range(n) | $items] | combinations;
  def capture(re): capture(re; null);
  def capture(re; flags): match(re; flags) | [.captures[] | select(.name != null) | {(.name): .string}] | add // {};
  def scan(re): scan(re; "");
  def scan(re; flags): match(re; flags + "g") | if (.captures | length) > 0 then [.captures[].string] else .string end;
  def splits(re): splits(re; null);
  def splits(re; flags): split(re; flags) | .[];
  def todate: todateiso8601;
  def fromdate: fromdateiso8601;
  def finites: select(type == "number" and (isinfinite | not));
  def tostream: path(def deeper: (.[]? | deeper), .; deeper) as $path
    | getpath($path) | reduce path(.[]?) as $last ([$path, .]; [$path + $last]);
  def with_entries(f): to_entries | map(f) | from_entries;
  .`;

let made: Readonly<Record<string, JqClosure>> | undefined;

/** The defined functions by name and number of parameters, read when the first is asked for. */
export function jqDefinitions(): Readonly<Record<string, JqClosure>> {
  return (made ??= definitions(parseJq(text)));
}

function definitions(all: JqNode): Readonly<Record<string, JqClosure>> {
  const found: Record<string, JqClosure> = Object.create(null) as Record<string, JqClosure>;
  for (let node = all; node.kind === 'define'; node = node.rest) {
    const key = `${node.name}/${node.made.parameters.length}`;
    found[key] = { ...node.made, key, scope: undefined };
  }
  return found;
}
