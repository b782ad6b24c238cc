// A first look at a CSV file, before the service reads it: what the columns are. The service judges.

export interface Column {
  name: string;
  isNumber: boolean;
  missing: number;
  distinct: number;
  min: number;
  max: number;
  bins: number[];
}

export interface Table {
  rows: number;
  columns: Column[];
}

const binCount = 16;

function separatorOf(header: string): string {
  const counts = [',', ';', '\t'].map((separator) => [header.split(separator).length, separator] as const);
  return counts.sort((a, b) => b[0] - a[0])[0]?.[1] ?? ',';
}

/** Cells by row; quotes as in RFC 4180. */
export function cells(text: string): string[][] {
  const separator = separatorOf(text.slice(0, text.search(/\r?\n/) + 1 || undefined));
  const rows: string[][] = [];
  let [row, cell, inQuotes] = [[] as string[], '', false];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (inQuotes) {
      if (letter !== '"') {
        cell += letter;
      } else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else {
        inQuotes = false;
      }
    } else if (letter === '"' && cell === '') {
      inQuotes = true;
    } else if (letter === separator) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      [row, cell] = [[], ''];
    } else {
      cell += letter;
    }
  }
  if (cell !== '' || row.length > 0) {
    rows.push([...row, cell]);
  }
  return rows.filter((one) => one.length > 1 || one[0] !== '');
}

export function tableOf(text: string): Table {
  const [header = [], ...rows] = cells(text.replace(/^\uFEFF/, ''));
  return { rows: rows.length, columns: header.map((name, i) => column(name.trim(), rows.map((row) => (row[i] ?? '').trim()))) };
}

function column(name: string, values: readonly string[]): Column {
  const given = values.filter((value) => !/^(|na|nan|null|none)$/i.test(value));
  const numbers = given.map(Number);
  const isNumber = given.length > 0 && numbers.every(Number.isFinite);
  const [min, max] = isNumber ? numbers.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]) : [0, 0];
  const bins: number[] = new Array<number>(binCount).fill(0);
  if (isNumber && max > min) {
    for (const value of numbers) {
      const bin = Math.min(binCount - 1, Math.floor(((value - min) / (max - min)) * binCount));
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
  }
  return { name, isNumber, missing: values.length - given.length, distinct: new Set(given).size, min, max, bins };
}
