using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Contrasts;

namespace Isl.Grains.Contrasts;

/// <summary>Answers which smallest changes would bring outcomes into ranges.</summary>
public static class RecourseAnswer
{
    private const int DrawCount = 1 << 10;
    private const int MostOptions = 10;
    private const double RelativeUnit = 0.1;

    /// <summary>Answers a question.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">When spent, it ends with the changes found so far; when cancelled, it throws.</param>
    /// <exception cref="InputException">A name is unknown or a state is impossible.</exception>
    public static RecourseResult Compute(StructuralModel model, RecourseQuestion question, WorkBudget budget) =>
        SimulationPlan.Guarded(() => Compute(CompiledModel.Compile(model, default, budget.Cancellation), question, budget));

    private static RecourseResult Compute(CompiledModel model, RecourseQuestion question, WorkBudget budget)
    {
        var present = new ContrastScenario("present", Intervention.None, question.State) { Place = "/current_state" };
        var setting = new ContrastSetting(model, present, present, DrawCount, unchecked((ulong)question.Seed), budget.Cancellation);
        string[] names = [.. question.Feasible.Select(range => range.Variable)];
        string[] targets = [.. question.Targets.Select(range => range.Variable)];
        model.Check(names, "/constraints/feasible");
        model.Check(targets, "/target_outcome");
        var (from, std) = (setting.Means(names, isB: false), setting.Deviations(names));
        var frame = new RecourseFrame(
            from,
            [.. from.Select((value, i) => std[i] > 0 ? std[i] : Math.Max(Math.Abs(value), 1) * RelativeUnit)],
            [.. question.Feasible.Select(range => range.Low ?? double.NegativeInfinity)],
            [.. question.Feasible.Select(range => range.High ?? double.PositiveInfinity)],
            [.. question.Targets.Select(range => range.Low ?? double.NegativeInfinity)],
            [.. question.Targets.Select(range => range.High ?? double.PositiveInfinity)]);
        var surface = setting.Surface(names, targets);
        var search = new RecourseSearch(surface, frame, budget.Cancellation);
        var isThere = frame.Reaches(surface.Means([frame.Changed(from)])[0]);
        var found = new List<RecoursePoint>();
        for (var size = 1; size <= Math.Min(question.MaxChanges, names.Length) && !isThere && !budget.IsSpent; size++)
        {
            // More variables at once are worth telling only where they need less change than some of them alone.
            found.AddRange(search.OfSize(size).Where(point =>
                !found.Exists(other => IsWithin(other, point, from) && other.Length <= point.Length * (1 + 1e-9))));
        }

        var report = new RecourseReport(question, names, targets, frame, surface);
        var options = report.Rank(found.Take(MostOptions * 4)).Take(MostOptions).ToImmutableArray();
        var miss = found.Count == 0 && !isThere ? Nearest(search, names, targets, from) : null;
        ImmutableArray<string> assumptions = [.. ModelFindings.Assumptions(model, targets).Texts()];
        var confidence = Math.Round(options.Length > 0 ? options.Max(option => option.RobustnessScore) : 1, 3);
        return new RecourseResult
        {
            Completion = Completion.Of(null, budget.IsSpent),
            MinimalInterventions = options,
            Comparison = options.IsEmpty ? null : RecourseReport.Compare(options),
            NearestMiss = miss,
            Seed = question.Seed,
            ModelHash = model.Model.Hash(),
            Explanation = new Explanation(
                (isThere ? new AlreadyThere(targets)
                    : options.IsEmpty ? new OutOfReach(targets, names)
                    : (Finding)new ReachedBy([.. options[0].Changes.Values.Select(one =>
                        new ChangeStep(one.Variable, one.FromValue, one.ToValue))], targets)).Text,
                new RecourseConfidence(confidence, options.Length, DrawCount).Text,
                new RecourseBasis().Text,
                assumptions,
                [
                    .. ModelFindings.AssumedValues(model, targets, [Intervention.None], question.State).Texts(),
                    .. budget.IsSpent || search.IsCut ? [new SearchCutShort().Text] : (string[])[],
                ],
                confidence),
        };
    }

    private static bool IsWithin(RecoursePoint smaller, RecoursePoint larger, double[] from) =>
        Enumerable.Range(0, from.Length).All(i => smaller.Point[i] == from[i] || larger.Point[i] != from[i]);

    private static NearestMiss? Nearest(RecourseSearch search, string[] names, string[] targets, double[] from) => search.Nearest is not { } nearest
        ? null
        : new NearestMiss(
            WireNumber.Map(names.Select((name, i) => (name, nearest.Point[i])).Where((_, i) => nearest.Point[i] != from[i])),
            WireNumber.Map(targets.Select((name, i) => (name, nearest.Outcomes[i]))),
            WireNumber.Round(nearest.Distance));
}
