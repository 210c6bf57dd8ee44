import { expect, test } from 'vitest';
import { findXmlMistake } from './xml-mistake-finder.ts';
import { parseXml } from './parse-xml.ts';

test.each<[text: string, xerces: string, woodstox: string, place: string]>([
  ['', 'Premature end of file.', 'Unexpected EOF in prolog', '1,0'],
  ['nope', 'Content is not allowed in prolog.', "Unexpected character 'n' (code 110) in prolog; expected '<'", '1,1'],
  ['<1/>', 'preceding the root element', "in prolog, after '<'.", '1,2'],
  ['</r>', 'preceding the root element', "Unexpected character combination '</' in prolog.", '1,2'],
  ['<r', 'within the same entity', 'expected an identifier', '1,2'],
  ['<r a="1', 'within the same entity', 'Unexpected EOF in attribute value', '1,7'],
  ['<r a=1/>', 'Open quote is expected for attribute "a"', 'in start tag Expected a quote', '1,6'],
  ['<r a b="1"/>', "must be followed by the ' = ' character", "expected '='", '1,6'],
  ['<r a="1"b="2"/>', 'must be followed by either attribute specifications', 'expected space, or', '1,9'],
  ['<r/ >', 'must be followed by either attribute specifications', "expected '>'", '1,4'],
  ['<r a="<"/>', "must not contain the '<' character", 'in attribute value', '1,7'],
  ['<r a="1" a="2"/>', 'Attribute "a" was already specified', "Duplicate attribute 'a'.", '1,16'],
  ['<n:r/>', 'The prefix "n" for element "n:r" is not bound.', 'Undeclared namespace prefix "n"', '1,6'],
  ['<r:/>', 'do not match QName production', '(expected a name start character)', '1,4'],
  ['<r>a & b</r>', "must immediately follow the '&'", '(missing name?)', '1,7'],
  ['<r>&amp</r>', "must end with the ';' delimiter", 'expected a semi-colon', '1,8'],
  ['<r>&e;</r>', 'The entity "e" was referenced', 'Undeclared general entity "e"', '1,6'],
  ['<r>&#x;</r>', 'A hexadecimal representation', 'null character not allowed', '1,7'],
  ['<r>&#0;</r>', 'is an invalid XML character', 'null character not allowed', '1,7'],
  ['<r><!-- c</r>', 'within the same entity', 'Unexpected end of input block in comment', '1,13'],
  ['<r><!-- a -- b --></r>', 'not permitted within comments', "String '--' not allowed", '1,13'],
  ['<r><![CDATA[x</r>', 'within the same entity', 'Unexpected EOF in CDATA section', '1,17'],
  ['<r>]]></r>', 'must not appear in content', 'not allowed in textual content', '1,6'],
  ['<r><?pi x</r>', 'within the same entity', 'in processing instruction', '1,13'],
  [' <?xml version="1.0"?><r/>', 'is not allowed', 'Illegal processing instruction target', '1,6'],
  ['<r>\u0001</r>', 'An invalid XML character (Unicode: 0x1)', 'Illegal character', '1,4'],
  ['<r>< a/></r>', 'well-formed character data', "in content after '<'", '1,5'],
  ['<r>\n<ab></cd>\n</r>', 'The element type "ab" must be terminated', 'Unexpected close tag </cd>', '2,8'],
  ['<r><a>1</a', 'within the same entity', 'Unexpected end of input block in end tag', '1,10'],
  ['<r><a>1</a>', 'within the same entity', 'was expecting a close tag for element <r>', '1,11'],
])('finds the mistake in %s', (text, xerces, woodstox, place) => {
  const mistake = findXmlMistake(text)!;
  expect(mistake.xerces).toContain(xerces);
  expect(mistake.woodstox).toContain(woodstox);
  expect(`${mistake.line},${mistake.column}`).toBe(place);
  expect(() => parseXml(text)).toThrow(mistake.xerces);
});

test.each([
  ['<r/>x', 'Content is not allowed in trailing section.'],
  ['<r/><s/>', 'The markup in the document following the root element must be well-formed.'],
])('what stands behind the root in %s is left alone when only the root is read', (text, message) => {
  expect(() => parseXml(text)).toThrow(message);
  expect(parseXml(text, true).children.map(({ name }) => name)).toEqual(['r']);
});

test.each(['<r a="&lt;"><!-- c --><?p i?><![CDATA[<]]>&#233;<n:b xmlns:n="u" n:c=""/></r>\n<!-- end -->'])(
  'finds nothing in %s',
  (text) => {
    expect(findXmlMistake(text)).toBeUndefined();
    expect(parseXml(text).children[0]!.name).toBe('r');
  },
);
