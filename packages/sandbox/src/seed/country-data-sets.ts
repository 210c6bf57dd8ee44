import { uidFromKey } from '../state/identifiers.ts';
import type { SeedMetadata, SeedObject } from './seed-metadata.ts';

const sharing = { public: 'rwrw----', external: false, users: {}, userGroups: {} };
const sexes = [
  ['M', 'Male'],
  ['F', 'Female'],
] as const;
const ages = [
  ['U1', 'Under 1 year'],
  ['1_4', '1 to 4 years'],
  ['5_14', '5 to 14 years'],
  ['15P', '15 years and over'],
] as const;

/** The data sets by name, each with the indicators that facilities report by age and sex or as a plain count. */
const sets: readonly (readonly [code: string, name: string, elements: readonly string[], disaggregated: boolean])[] = [
  [
    'MALARIA',
    'Malaria',
    ['Malaria suspected', 'Malaria tested', 'Malaria confirmed', 'Malaria treated', 'Malaria deaths'],
    true,
  ],
  [
    'OPD',
    'Outpatients',
    ['Outpatient visits', 'Diarrhoea cases', 'Pneumonia cases', 'Typhoid cases', 'Injuries'],
    true,
  ],
  ['IPD', 'Inpatients', ['Admissions', 'Discharges', 'Inpatient deaths'], true],
  ['TB', 'Tuberculosis', ['TB presumptive', 'TB confirmed', 'TB treatment started'], true],
  ['HIV', 'HIV', ['HIV tests', 'HIV positive', 'ART started'], true],
  ['NUT', 'Nutrition', ['Children weighed', 'Children underweight', 'Severe malnutrition'], true],
  ['EPI', 'Immunization', ['BCG given', 'Penta 3 given', 'Measles 1 given'], true],
  ['ANC', 'Antenatal care', ['ANC first visits', 'ANC fourth visits', 'ANC HIV tests'], false],
  ['DEL', 'Deliveries', ['Deliveries in facility', 'Live births', 'Maternal deaths'], false],
  ['LAB', 'Laboratory', ['Blood slides', 'Haemoglobin tests'], false],
  ['STOCK', 'Stock', ['ACT stock on hand', 'RDT stock on hand', 'ORS stock on hand'], false],
  ['STAFF', 'Staff', ['Nurses present', 'Doctors present'], false],
];

const sexAge = uidFromKey('combo/sex-age');
const plain = 'bjDvmb4bfuf';

/** Categories, option combos, elements and twelve monthly data sets that all facilities report. */
export function countryDataSets(facilities: readonly string[]): SeedMetadata {
  const options: SeedObject[] = [...sexes, ...ages].map(([code, name]) => ({
    id: uidFromKey(`option/${code}`),
    code,
    name,
    shortName: name,
    sharing,
  }));
  const category = (code: string, name: string, list: readonly (readonly [string, string])[]): SeedObject => ({
    id: uidFromKey(`category/${code}`),
    code,
    name,
    shortName: name,
    dataDimensionType: 'DISAGGREGATION',
    categoryOptions: list.map(([option]) => ({ id: uidFromKey(`option/${option}`) })),
    sharing,
  });
  const combos: SeedObject[] = sexes.flatMap(([sex, sexName]) =>
    ages.map(([age, ageName]) => ({
      id: uidFromKey(`combo/${sex}/${age}`),
      code: `${sex}_${age}`,
      name: `${sexName}, ${ageName}`,
      categoryCombo: { id: sexAge },
      categoryOptions: [{ id: uidFromKey(`option/${sex}`) }, { id: uidFromKey(`option/${age}`) }],
    })),
  );
  const elements: SeedObject[] = [];
  const dataSets: SeedObject[] = [];
  for (const [code, name, names, disaggregated] of sets) {
    const ids = names.map((element) => {
      const id = uidFromKey(`element/${element}`);
      elements.push({
        id,
        code: element.toUpperCase().replaceAll(' ', '_'),
        name: element,
        shortName: element,
        valueType: 'INTEGER_ZERO_OR_POSITIVE',
        aggregationType: 'SUM',
        domainType: 'AGGREGATE',
        zeroIsSignificant: true,
        categoryCombo: { id: disaggregated ? sexAge : plain },
        sharing,
      });
      return id;
    });
    const id = uidFromKey(`set/${code}`);
    dataSets.push({
      id,
      code,
      name: `${name} monthly report`,
      shortName: `${name} monthly`,
      periodType: 'Monthly',
      categoryCombo: { id: plain },
      dataSetElements: ids.map((element) => ({ dataElement: { id: element }, dataSet: { id } })),
      organisationUnits: facilities.map((facility) => ({ id: facility })),
      sharing,
    });
  }
  return {
    categoryOptions: options,
    categories: [category('SEX', 'Sex', sexes), category('AGE', 'Age', ages)],
    categoryCombos: [
      {
        id: sexAge,
        code: 'SEX_AGE',
        name: 'Sex and age',
        dataDimensionType: 'DISAGGREGATION',
        categories: [{ id: uidFromKey('category/SEX') }, { id: uidFromKey('category/AGE') }],
        sharing,
      },
    ],
    categoryOptionCombos: combos,
    dataElements: elements,
    dataSets,
  };
}
