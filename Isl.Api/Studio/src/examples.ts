// Places to start from; each ends with something to try.

export interface Example {
  name: string;
  tab: 'graph' | 'data' | 'whatif';
  text?: string;
  model?: string;
  csv?: string;
  hint: string;
}

export const priceModel = `Season ~ bernoulli(0.4)
Quality ~ normal(7, 1)
Price = 30 + 1.5*Quality + noise ~ normal(0, 3)
Demand = 120 - 1.2*Price + noise ~ normal(0, 8)
Sales = Demand + 6*Quality + 15*Season
Revenue = Price * Sales / 10
`;

export const examples: readonly Example[] = [
  {
    name: 'Price on sales',
    tab: 'graph',
    text: `dag {
  Price [exposure]
  Sales [outcome]
  Season -> {Price Sales}
  Brand -> Quality -> {Price Sales}
  Brand -> Sales
  Price -> Sales
}
`,
    hint: 'Adjust for one of the sets, then take a variable out of it, and watch which path opens.',
  },
  {
    name: 'Smoking, tar and cancer',
    tab: 'graph',
    text: `dag {
  Smoking [exposure]
  Cancer [outcome]
  Genotype [latent]
  Genotype -> {Smoking Cancer}
  Smoking -> Tar -> Cancer
}
`,
    hint: 'The common cause is not observed, and yet the effect is identifiable, through tar. Let the genotype affect tar too.',
  },
  {
    name: 'A hedge: nothing helps but new data',
    tab: 'graph',
    text: `dag {
  Training [exposure]
  Wage [outcome]
  Training -> Wage
  Training <-> Wage
  Region -> Wage
}
`,
    hint: 'The shaded part proves that no formula exists. Each suggestion on the right would change that; press one.',
  },
  {
    name: 'M-bias',
    tab: 'graph',
    text: `dag {
  Exercise [exposure]
  Weight [outcome]
  Ambition [latent]
  Genes [latent]
  Ambition -> {Exercise Health}
  Genes -> {Health Weight}
  Exercise -> Weight
}
`,
    hint: 'Adjust for Health, which comes before both, and watch bias appear where there was none.',
  },
  {
    name: 'An instrument',
    tab: 'graph',
    text: `dag {
  Schooling [exposure]
  Income [outcome]
  Ability [latent]
  Distance -> Schooling -> Income
  Ability -> {Schooling Income}
  Parents -> {Distance Income}
}
`,
    hint: 'Distance to school is an instrument given Parents. Remove Parents, and it needs nothing.',
  },
  {
    name: 'Eleven proteins in 853 cells (CSV)',
    tab: 'data',
    csv: '/studio/sachs.csv',
    hint: 'Press “Find a graph”, then choose pc and compare.',
  },
  {
    name: 'What would a price do?',
    tab: 'whatif',
    model: priceModel,
    hint: 'Set the price, and see revenue move. Then set Quality too.',
  },
  {
    name: 'A treatment that helps some',
    tab: 'whatif',
    model: `Age ~ uniform(30, 80)
Severity = 0.05*Age + noise ~ normal(0, 1)
Treated = if(Severity + noise > 3, 1, 0) ~ normal(0, 1)
Recovery = 10 - 1.5*Severity + 2.5*Treated + noise ~ normal(0, 1.5)
`,
    hint: 'The treated do worse than the others, for they were sicker. Set Treated to 1 for everyone.',
  },
];
