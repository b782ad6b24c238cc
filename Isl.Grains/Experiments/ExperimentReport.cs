using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Experiments;

namespace Isl.Grains.Experiments;

/// <summary>Ranks experiments and says what was found.</summary>
internal sealed class ExperimentReport(
    CompiledModel model,
    ExperimentQuestion question,
    IBeliefs beliefs,
    List<PlannedExperiment> experiments,
    List<ImmutableArray<string>>? sets)
{
    private const int MostRanked = 10;
    private const double Nothing = 1e-12;
    private const double FewDraws = 100;
    private const double NearlyThere = 1e-9;

    private double Remaining => question.Budget - question.History.Sum(past => past.Cost ?? CostOf(past.Settings));

    private int Left => question.Horizon - question.History.Length;

    /// <summary>The answer.</summary>
    public ExperimentResult Result(string? reason)
    {
        var figures = experiments.Count > 0 ? beliefs.Look(experiments) : null;
        var scored = figures is null ? [] : Score(figures);
        var ranked = Rank(scored, figures);
        var best = ranked.FirstOrDefault() ?? new Scored(new PlannedExperiment([]), -1, 0, 0, 0, 0, 0, 0, 0);
        var isNone = ranked.Count == 0;
        var stop = ranked.TrueForAll(one => one.Upper <= Nothing);
        var confidence = Math.Round(Math.Clamp(beliefs.IsExact ? 1 : Math.Min(1, beliefs.EffectiveDraws / FewDraws), 0, 1), 3);
        Finding why = isNone
            ? new NothingAffordable(Remaining, Left)
            : new WhyThisExperiment(Settings(best), question.Target, best.Mean, best.Nats, best.Share, stop);
        return new ExperimentResult
        {
            Completion = Completion.Of(reason),
            Recommendation = new ExperimentAdvice(
                Named(best.Experiment),
                WireNumber.Map(isNone ? [] : [(question.Target, best.Mean)]),
                WireNumber.Round(-double.ExpM1(-best.Nats)),
                WireNumber.Round(best.Cost),
                why.Text,
                WireNumber.Round(best.Share)),
            InformationGainNats = WireNumber.Round(best.Nats),
            InformationBounds = new InformationBounds(WireNumber.Round(best.Nats), WireNumber.Round(best.Upper)),
            KnowledgeGradient = WireNumber.Round(best.Learning),
            Ranking =
            [
                .. ranked.Take(MostRanked).Select((one, i) => new RankedExperiment(
                    i + 1, Named(one.Experiment), WireNumber.Round(one.Mean), WireNumber.Round(one.Nats), WireNumber.Round(one.Learning),
                    WireNumber.Round(one.Value), WireNumber.Round(one.Cost))),
            ],
            Posterior = [.. beliefs.Parameters],
            RemainingBudget = WireNumber.Round(Remaining),
            Stop = stop,
            Pomis = sets is null ? null : [.. sets],
            AssumedValues = WireNumber.Map(Assumed()),
            Seed = question.Seed,
            Explanation = new Explanation(
                why.Text,
                Wording.Paragraph(
                    new ExperimentsCompared(ranked.Count, experiments.Count, question.Strategy == ExperimentStrategy.KnowledgeGradient).Text,
                    new HistoryKnown(question.History.Length).Text,
                    new ExperimentConfidence(confidence, beliefs.IsExact, beliefs.EffectiveDraws).Text),
                new ExperimentBasis(beliefs.IsExact, sets is not null).Text,
                [.. Assumptions().Texts()],
                [.. Caveats(reason, stop).Texts()],
                confidence),
        };
    }

    private double CostOf(IEnumerable<VariableValue> settings) => settings.Sum(value =>
        question.Costs.FirstOrDefault(cost => cost.Variable == value.Variable) is { Variable: not null } own ? own.Value : 1);

    private List<Scored> Score(IExperimentFigures figures)
    {
        var usual = experiments.Select((_, i) => Worth(figures, i)).Average();
        var scored = new List<Scored>();
        foreach (var (i, experiment) in experiments.Index())
        {
            var cost = CostOf(experiment.Settings);
            var rounds = cost > 0 ? (int)Math.Min(Left, Math.Floor(Remaining / cost)) : Left;
            if (rounds < 1 || cost > Remaining)
            {
                continue;
            }

            var (lower, upper) = figures.Information(i);
            var learning = figures.Learning(i);
            var later = (rounds - 1) * learning;
            var gain = Math.Max(0, Worth(figures, i) - usual);
            if (!double.IsFinite(figures.Mean(i) + upper + later + gain + Worth(figures, i)))
            {
                throw new InputException(
                    question.IsBuilt ? "/beliefs" : "/model/equations",
                    $"What is expected of '{question.Target}' is beyond the range of a double; scale the beliefs and the ranges down.");
            }

            scored.Add(new Scored(
                experiment,
                i,
                figures.Mean(i),
                lower,
                upper,
                learning,
                Worth(figures, i) + later,
                cost,
                later + gain > 0 ? later / (later + gain) : 0));
        }

        return scored;
    }

    private double Worth(IExperimentFigures figures, int experiment) => question.Goal switch
    {
        ExperimentGoal.Target => -Math.Pow(figures.Mean(experiment) - question.TargetValue, 2) - figures.Variance(experiment),
        ExperimentGoal.Minimize => -figures.Mean(experiment),
        _ => figures.Mean(experiment),
    };

    /// <summary>Best first. Where a value is wanted, those whose expected outcome is nearest to it come before all others.</summary>
    private List<Scored> Rank(List<Scored> scored, IExperimentFigures? figures)
    {
        var drawn = question.Strategy == ExperimentStrategy.Thompson && figures is not null
            ? figures.Draw(unchecked((ulong)question.Seed)) : [];
        if (question.Strategy == ExperimentStrategy.InformationGain)
        {
            scored = [.. scored.Select(one => one with { Value = one.Nats })];
        }
        else if (drawn.Length > 0)
        {
            scored = [.. scored.Select(one => one with { Value = question.Goal switch
            {
                ExperimentGoal.Target => -Math.Abs(drawn[one.Index] - question.TargetValue),
                ExperimentGoal.Minimize => -drawn[one.Index],
                _ => drawn[one.Index],
            } })];
        }

        var isTarget = question is { Goal: ExperimentGoal.Target, Strategy: ExperimentStrategy.KnowledgeGradient };
        var nearest = scored.Count == 0 ? 0 : scored.Min(Miss) + (NearlyThere * Math.Max(1, Math.Abs(question.TargetValue)));
        return
        [
            .. scored
                .OrderBy(one => isTarget && Miss(one) > nearest ? Miss(one) : 0)
                .ThenByDescending(one => one.Value)
                .ThenByDescending(one => one.Nats)
                .ThenBy(one => one.Index),
        ];
    }

    private double Miss(Scored one) => Math.Abs(one.Mean - question.TargetValue);

    private static IReadOnlyDictionary<string, double> Named(PlannedExperiment experiment) =>
        WireNumber.Map(experiment.Settings.Select(value => (value.Variable, value.Value)));

    private static IReadOnlyList<(string Variable, double Value)> Settings(Scored one) =>
        [.. one.Experiment.Settings.Select(value => (value.Variable, value.Value))];

    /// <summary>Variables held at an assumed value in some experiment; where the sum was made from the beliefs, all that are not set.</summary>
    private IEnumerable<(string Name, double Value)> Assumed()
    {
        if (question.IsBuilt)
        {
            return [];
        }

        Intervention[] made = [.. experiments.Select(experiment => Intervention.Of(
            experiment.Settings.Select(value => new VariableIntervention(value.Variable, InterventionKind.Set, value.Value)), ""))];
        var bearing = ModelFindings.Ancestors(model, [question.Target]);
        return ModelFindings.Assumed(model, made, []).Where(assumed => bearing.Contains(assumed.Name));
    }

    private IEnumerable<Finding> Assumptions()
    {
        yield return new BeliefsAreIndependent();
        if (question.IsBuilt)
        {
            yield return new SumOfEffects(question.Target, question.NoiseStd);
        }
        else
        {
            foreach (var finding in ModelFindings.Assumptions(model, [question.Target]))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Caveats(string? reason, bool stop)
    {
        if (question.BoundByElimination is { } bound)
        {
            yield return new BoundToTheOnlyVariable(bound.Parameter, bound.Variable);
        }

        if (question.IsBuilt && !question.IsNoiseGiven)
        {
            yield return new NoiseAssumed(question.NoiseStd);
        }

        string[] idle = [.. question.Feasible.Select(range => range.Variable).Where(name => experiments.All(one =>
            one.Settings.All(value => value.Variable != name)))];
        if (idle.Length > 0 && sets is not null)
        {
            yield return new NotWorthSetting(idle, question.Target);
        }

        foreach (var (name, value) in Assumed())
        {
            yield return new Words.Models.AssumedValue(name, value, IsMean: false);
        }

        if (!beliefs.IsExact)
        {
            yield return new OutcomesTakenAsNormal(beliefs.EffectiveDraws < FewDraws ? beliefs.EffectiveDraws : null);
        }

        if (stop)
        {
            yield return new NoFurtherExperiment();
        }

        if (reason is not null)
        {
            yield return new FewerBeliefDraws(reason);
        }
    }

    /// <summary>An experiment with what is expected of it.</summary>
    private sealed record Scored(
        PlannedExperiment Experiment, int Index, double Mean, double Nats, double Upper, double Learning, double Value, double Cost, double Share);
}
