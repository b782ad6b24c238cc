using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Robustness;

namespace Isl.Grains.Robustness;

/// <summary>Answers how far an intervention may miss its values before an outcome leaves its range.</summary>
public static class RobustnessAnswer
{
    private const string ModelPath = "/structural_model";

    /// <summary>Answers a question.</summary>
    /// <param name="model">The model; null where only a graph was sent.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">A name is unknown or a formula cannot be read.</exception>
    public static RobustnessResult Compute(StructuralModel? model, RobustnessQuestion question, CancellationToken cancellation) =>
        Compute(model, question, reason: null, cancellation);

    /// <summary>The same; with a reason, from few draws.</summary>
    /// <param name="model">The model; null where only a graph was sent.</param>
    /// <param name="question">The question.</param>
    /// <param name="reason">Why the whole answer was not given; null for the whole answer.</param>
    /// <param name="cancellation">Stops it.</param>
    public static RobustnessResult Compute(StructuralModel? model, RobustnessQuestion question, string? reason, CancellationToken cancellation) =>
        model is null
            ? WithoutEquations(question)
            : ModelPlace.At(ModelPath, () => SimulationPlan.Guarded(() =>
                Compute(CompiledModel.Compile(model, default, cancellation), question, reason, cancellation)));

    private static RobustnessResult Compute(
        CompiledModel model, RobustnessQuestion question, string? reason, CancellationToken cancellation)
    {
        string[] decisions = [.. question.Proposal.Select(value => value.Variable)];
        string[] targets = [.. question.Targets.Select(range => range.Variable)];
        model.Check(decisions, "/intervention_proposal");
        model.Check(targets, "/target_outcome");
        var world = new DecisionWorld(model, decisions, targets, cancellation);
        var whole = PerturbationBox.Of(model, question, out var zeros);
        var certified = reason is null ? CertifiedTest.Of(world, question.Targets, (double)question.Level, cancellation) : null;
        var effort = RobustnessEffort.For(world.Cost * (certified is { IsAffine: false } ? 4L : 1), question, isLeast: reason is not null);
        var sampled = new SampledTest(world, question, effort, cancellation);
        IRegionTest test = certified is not null ? certified : sampled;
        double[] proposal = [.. question.Proposal.Select(value => value.Value)];
        var regions = new RegionSearch(test, proposal, whole, effort).Find();
        var tested = Math.Max(RobustnessEffort.Tested, question.MinSamples);
        var report = new RobustnessReport(model, question, whole, regions, zeros, certified is not null)
        {
            Score = RobustnessScore.Of(test, whole, question, effort.Points, cancellation),
            AtProposal = test.ProbabilityAt(proposal),
            Tested = tested,
            Successful = sampled.Successes(whole, "tested", tested).Count(one => one),
            Guarantees = regions.Count > 0 ? [.. test.Guarantees(regions[0])] : [],
        };
        return report.Result(reason);
    }

    /// <summary>A graph tells which variables act on which, and nothing of how much.</summary>
    private static RobustnessResult WithoutEquations(RobustnessQuestion question)
    {
        var idle = question.Graph is { } graph
            ? question.Targets.Select(range => range.Variable)
                .Where(target => !question.Proposal.Any(value => Reaches(graph, value.Variable, target)))
                .ToImmutableArray()
            : [];
        ImmutableArray<string> reasons =
        [
            new NoEquations().Text,
            .. idle.Select(target => new NothingReaches(target, [.. question.Proposal.Select(value => value.Variable)]).Text),
        ];
        return new RobustnessResult
        {
            Completion = Completion.Whole,
            Analysis = new RobustnessAnalysis
            {
                Status = RobustnessStatus.Failed,
                RobustRegions = [],
                OutcomeGuarantees = new Dictionary<string, OutcomeGuarantee>(),
                RobustnessScore = null,
                ScoreInterval = null,
                RegionCount = 0,
                TotalVolume = 0,
                IsFragile = false,
                FragilityReasons = reasons,
                SamplesTested = 0,
                SamplesSuccessful = 0,
                ConfidenceLevel = question.Level,
                Interpretation = reasons[0],
                Recommendation = new SendEquations().Text,
                PerturbationBox = new Dictionary<string, ImmutableArray<double>>(),
                SuccessProbability = null,
                Certified = false,
            },
            AssumedValues = WireNumber.Map([]),
            Seed = question.Seed,
            ModelHash = null,
            Explanation = new Explanation(
                reasons[0],
                Wording.Paragraph([.. reasons.Skip(1), new NothingComputed().Text]),
                new RegionBasis(IsCertified: true).Text,
                [],
                [],
                1),
        };
    }

    private static bool Reaches(CausalGraph graph, string from, string to)
    {
        var (start, end) = (graph.IndexOf(from), graph.IndexOf(to));
        var reached = new HashSet<int> { start };
        var open = new Stack<int>(reached);
        while (open.TryPop(out var node) && !reached.Contains(end))
        {
            foreach (var edge in graph.Edges.Where(edge => edge.From == node && reached.Add(edge.To)))
            {
                open.Push(edge.To);
            }
        }

        return reached.Contains(end);
    }
}
