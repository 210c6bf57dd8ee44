export const regionNames: readonly string[] = [
  'Northern',
  'Southern',
  'Eastern',
  'Western',
  'Central',
  'Coastal',
  'Lake',
  'Highland',
].map((n) => `${n} Region`);

const firsts = [
  'Bara',
  'Chisa',
  'Dondo',
  'Fumbe',
  'Gweru',
  'Kalu',
  'Lindi',
  'Mbala',
  'Nsanje',
  'Pemba',
  'Rumphi',
  'Songea',
  'Tete',
  'Zomba',
  'Kéné',
];
const seconds = ['town', ' Hill', ' Valley'];
const kinds = ['Health Centre', 'Dispensary', 'District Hospital', 'Clinic', 'Health Post'];
const places = ['Mission', 'Market', 'River', 'Central', 'Upper', 'Lower', 'Station', 'Bridge', 'Forest', 'Lakeside'];

export function districtName(i: number): string {
  return `${firsts[i % firsts.length]}${seconds[Math.floor(i / firsts.length) % seconds.length]} District`;
}

/** A facility's name is its own in the whole country. */
export function facilityName(i: number, district: number): string {
  const base = districtName(district).replace(' District', '');
  const round = Math.floor(i / 45);
  const place = places[round % places.length]!;
  const kind = kinds[round % kinds.length]!;
  const number = Math.floor(round / places.length);
  return `${base} ${place}${number > 0 ? ` ${number + 1}` : ''} ${kind}`;
}
