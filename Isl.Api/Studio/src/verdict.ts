// The right-hand side: the verdict, sets to adjust for, paths, and what would help.
import type { Drawing, Paths, Suggestion, Verdict } from './api';
import { texOf, toClipboard } from './copy';
import { button, byId, type Child, fold, h, replace } from './dom';
import { listed, nice, setText } from './describe';
import { formulaOf } from './formula';
import { type Model, withRole } from './model';

export interface VerdictEvents {
  setEffect(treatment: string, outcome: string): void;
  adjust(names: readonly string[]): void;
  apply(suggestion: Suggestion): void;
  light(path: readonly string[]): void;
}

const chips = { identifiable: 'Identifiable', uncertain: 'Only if linear', cannot_identify: 'Not identifiable' };
const shownPaths = 40;

export class VerdictPanel {
  private readonly panel = byId('verdict');

  constructor(private readonly events: VerdictEvents) {}

  show(model: Model, drawing: Drawing, verdict: Verdict | null, paths: Paths | null, note: string | null): void {
    const focused = document.activeElement instanceof HTMLElement && this.panel.contains(document.activeElement) ? document.activeElement.dataset['key'] : null;
    const scroll = this.panel.scrollTop;
    replace(
      this.panel,
      this.question(model),
      ...(verdict ? this.parts(model, verdict, paths) : [h('p', { class: 'verdict' }, 'Choose a treatment and an outcome, above or in the graph.')]),
      drawing.hidden.length > 0 && h('p', { class: 'quiet' }, `Not shown, for they do not bear on the effect: ${listed(drawing.hidden)}.`),
      note && h('p', { class: 'note' }, note),
    );
    this.panel.scrollTop = scroll;
    if (focused) {
      this.panel.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  fail(message: string): void {
    const verdict = this.panel.querySelector('.verdict');
    if (verdict) {
      verdict.textContent = message;
    }
  }

  private question(model: Model): HTMLElement {
    const [treatment, outcome] = [withRole(model, 'treatment'), withRole(model, 'outcome')];
    const pick = (label: string, chosen: readonly string[], set: (name: string) => void) => {
      const select = h('select', { 'aria-label': label, class: label.toLowerCase(), 'data-key': label });
      const several = chosen.length > 1 ? listed(chosen) : null;
      select.append(h('option', { value: '', selected: chosen.length === 0 }, '…'));
      if (several) {
        select.append(h('option', { value: '\u0000', selected: true }, several));
      }
      for (const node of model.nodes) {
        select.append(h('option', { value: node.name, selected: chosen.length === 1 && chosen[0] === node.name }, node.name));
      }
      select.addEventListener('change', () => set(select.value));
      return select;
    };
    return h(
      'p',
      { class: 'question' },
      'Effect of ',
      pick('Treatment', treatment, (name) => this.events.setEffect(name, outcome[0] ?? '')),
      ' on ',
      pick('Outcome', outcome, (name) => this.events.setEffect(treatment[0] ?? '', name)),
    );
  }

  private parts(model: Model, verdict: Verdict, paths: Paths | null): Child[] {
    return [
      h('p', { class: `chip ${verdict.status}` }, chips[verdict.status]),
      h('p', { class: 'verdict' }, nice(verdict.explanation.summary)),
      verdict.reason && h('p', { class: 'quiet' }, nice(verdict.reason)),
      this.suggestions(verdict),
      this.sets(model, verdict),
      this.formula(model, verdict),
      paths && this.paths(paths),
      this.routes(verdict),
      verdict.testable_implications.length > 0 &&
        fold(
          `What data could contradict (${verdict.testable_implications.length})`,
          h(
            'ul',
            { class: 'plain' },
            ...verdict.testable_implications
              .slice(0, 60)
              .map(({ x, y, given }) => h('li', {}, `${x} ⟂ ${y}${given.length > 0 ? ` | ${given.join(', ')}` : ''}`)),
          ),
        ),
      verdict.structured_assumptions.length > 0 &&
        fold(
          `What it rests on (${verdict.structured_assumptions.length})`,
          h('ul', {}, ...verdict.structured_assumptions.map((one) => h('li', {}, one.description))),
          h('p', { class: 'quiet' }, verdict.explanation.technical_basis),
        ),
      verdict.explanation.caveats.length > 0 && h('div', { class: 'note' }, ...verdict.explanation.caveats.map((one) => h('p', {}, one))),
    ];
  }

  private suggestions(verdict: Verdict): Child {
    if (verdict.suggestions.length === 0) {
      return null;
    }
    return h(
      'section',
      {},
      h('h2', {}, 'What would make it identifiable'),
      ...verdict.suggestions.map((suggestion, i) =>
        h(
          'div',
          { class: 'suggestion' },
          button(nice(suggestion.description), () => this.events.apply(suggestion), { 'data-key': `s${i}`, title: 'Change the graph so' }),
          h('p', { class: 'quiet' }, nice(suggestion.technical_detail)),
        ),
      ),
    );
  }

  private sets(model: Model, verdict: Verdict): Child {
    const now = withRole(model, 'adjusted');
    const isNow = (set: readonly string[]) => set.length === now.length && set.every((name) => now.includes(name));
    const check = verdict.adjustment_check;
    const nothing = verdict.adjustment_sets.length === 0;
    return h(
      'section',
      {},
      h('h2', {}, 'Adjust for'),
      nothing && h('p', { class: 'quiet' }, 'No set of observed variables is enough.'),
      h(
        'div',
        { class: 'sets' },
        ...verdict.adjustment_sets.map((set, i) =>
          h(
            'button',
            {
              type: 'button',
              class: 'set',
              'aria-pressed': isNow(set) ? 'true' : 'false',
              'data-key': `a${i}`,
              onclick: () => this.events.adjust(isNow(set) ? [] : set),
            },
            set.length === 0 ? 'nothing' : set.join(', '),
            verdict.optimal_set && set.length === verdict.optimal_set.length && set.every((name) => verdict.optimal_set?.includes(name))
              ? h('small', {}, ' most precise')
              : null,
          ),
        ),
      ),
      verdict.adjustment_sets_truncated && h('p', { class: 'quiet' }, 'There are more; these are the first.'),
      check &&
        h(
          'p',
          { class: check.valid ? 'good' : 'bad' },
          now.length === 0 ? 'As it is, adjusting for nothing ' : `As it is, adjusting for ${setText(now)} `,
          check.valid ? 'is enough.' : 'is not enough.',
          check.forbidden_nodes.length > 0 && ` ${listed(check.forbidden_nodes)} ${check.forbidden_nodes.length === 1 ? 'is' : 'are'} affected by the treatment.`,
          check.open_path && ' Open: ',
          check.open_path && nice(check.open_path),
        ),
    );
  }

  private formula(model: Model, verdict: Verdict): Child {
    const { estimand, identification_formula: formula } = verdict;
    if (!formula) {
      return null;
    }
    return h(
      'section',
      {},
      h('h2', {}, 'Formula', estimand && button('TeX', () => void toClipboard(texOf(estimand), 'The formula as TeX'), { class: 'small', 'data-key': 'tex' })),
      h('p', { class: 'formula' }, ...(estimand ? formulaOf(withRole(model, 'treatment'), withRole(model, 'outcome'), estimand) : [formula])),
    );
  }

  private paths({ paths, truncated, listed: counts }: Paths): Child {
    const words = { causal: 'causal', backdoor: 'back-door', noncausal: 'non-causal', possibly_causal: 'possibly causal' };
    const isCausal = (path: Paths['paths'][number]) => path.kind === 'causal' || path.kind === 'possibly_causal';
    const possibly = counts.possibly_causal ? `${counts.possibly_causal} possibly causal, ` : '';
    const item = (path: Paths['paths'][number], i: number) => {
      const kind = isCausal(path) ? (path.open ? 'causal' : 'blocked') : path.open ? 'biasing' : 'blocked';
      const state = path.open ? 'open' : `blocked by ${listed(path.blocked_by)}`;
      const light = () => this.events.light(path.nodes);
      const dark = () => this.events.light([]);
      return h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: `path ${kind}`, 'data-key': `p${i}`, onmouseenter: light, onmouseleave: dark, onfocus: light, onblur: dark },
          h('span', {}, nice(path.text)),
          h('small', {}, `${words[path.kind]}, ${state}`),
        ),
      );
    };
    const open = paths.filter((path) => path.open && !isCausal(path)).length;
    return h(
      'section',
      {},
      h('h2', {}, `Paths: ${counts.causal} causal, ${possibly}${counts.backdoor + counts.noncausal} other, ${open} of them open`),
      h('ul', { class: 'paths' }, ...paths.slice(0, shownPaths).map(item)),
      (truncated || paths.length > shownPaths) && h('p', { class: 'quiet' }, `The ${Math.min(shownPaths, paths.length)} shortest are shown.`),
    );
  }

  private routes(verdict: Verdict): Child {
    const { front_door_sets: doors, instruments } = verdict;
    if (doors.length + instruments.length === 0) {
      return null;
    }
    return h(
      'section',
      {},
      h('h2', {}, 'Other ways'),
      h(
        'ul',
        { class: 'plain' },
        ...doors.map((set) => h('li', {}, `Front door through ${setText(set)}`)),
        ...instruments
          .slice(0, 12)
          .map((one) => h('li', {}, `Instrument ${one.instrument}${one.conditioned_on.length > 0 ? `, given ${listed(one.conditioned_on)}` : ''}`)),
      ),
    );
  }
}
