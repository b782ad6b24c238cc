using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>A continuous method as a search: fit, threshold, and what to know about the graph.</summary>
internal static class ContinuousSearch
{
    /// <summary>Below this p-value the noise variances are not equal, and so settle no direction.</summary>
    private const double UnequalBelow = 0.01;

    /// <summary>A correlation that should have made an edge.</summary>
    private const double Correlated = 0.5;

    /// <summary>Fits and thresholds.</summary>
    /// <exception cref="IslException">The arithmetic broke down.</exception>
    public static GraphEstimate Run(
        ContinuousMethod method,
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget)
    {
        var lambda = question.Lambda1 ?? method.Options.Lambda1 ?? DiscoveryDefaults.Lambda1;
        var threshold = question.Threshold ?? method.Options.Threshold ?? DiscoveryDefaults.Threshold;
        var part = $"{method.Algorithm}/{question.Scaling}/{(factors is null ? "plain" : "weighed")}";
        var problem = new ContinuousProblem(input.Moments.Gram(question.Scaling), lambda, constraints, factors, part);
        var fit = method.Fit(problem, question, budget);
        if (fit.Stop == StopReason.NumericalFailure || !double.IsFinite(fit.Objective))
        {
            throw new IslException(ErrorCode.NumericalFailure, new FitBrokeDown(method.Options.Title, fit.Evaluations).Text);
        }

        var graph = WeightedGraph.Of(fit.Weights, threshold, constraints, factors, fit.Stop == StopReason.BudgetSpent);
        var isStandardised = question.Scaling == DataScaling.Standardize;
        var equal = isStandardised ? 0 : EqualVariance.PValue(graph.Edges, input.Moments);
        var settled = equal < UnequalBelow ? Settled(graph.Edges, constraints) : null;
        return new GraphEstimate
        {
            Algorithm = method.Algorithm,
            Edges = graph.Edges,
            Iterations = fit.Iterations,
            Objective = fit.Objective,
            H = fit.H,
            Stop = fit.Stop,
            Scaling = question.Scaling,
            Threshold = threshold,
            Settled = settled,
            Basis = new ContinuousBasis(method.Source, lambda, threshold, question.Scaling),
            Assumptions =
            [
                Assumption.Linear,
                Assumption.NoLatentNoFeedback,
                isStandardised ? Assumption.EqualNoiseShares : Assumption.EqualNoiseVariances,
            ],
            Reasons = [new ContinuousEnding(method.Options.Title, fit.Stop, fit.Iterations, fit.H, fit.Objective)],
            Caveats =
            [
                .. DroppedCaveats(graph, input),
                .. settled is null ? [] : DirectionCaveats(graph.Edges, settled, isStandardised ? null : equal, input),
                .. Unjoined(fit.Weights, threshold, graph.Edges, input),
                .. EndingCaveats(fit, method),
            ],
        };
    }

    private static IEnumerable<Finding> DroppedCaveats(WeightedGraph graph, SearchInput input)
    {
        foreach (var (from, to, weight) in graph.Dropped.Take(Wording.MostNamed))
        {
            yield return new CycleEdgeDropped(input.Edge(from, to), weight);
        }

        if (graph.Dropped.Count > Wording.MostNamed)
        {
            yield return new MoreCycleEdgesDropped(graph.Dropped.Count - Wording.MostNamed);
        }
    }

    /// <summary>
    /// What is left of the directions where variances settle none: those that prior knowledge leaves. Not those that the graph's class settles: the
    /// adjacencies of such a fit are bent towards the directions it chose, and simulation has the class's directions right no more often than not.
    /// </summary>
    private static Cpdag Settled(DirectedEdges edges, EdgeConstraints constraints)
    {
        var settled = new Cpdag(edges.Order);
        foreach (var (from, to) in edges.All())
        {
            if (constraints.IsForbidden(to, from))
            {
                settled.Orient(from, to);
            }
            else
            {
                settled.Join(from, to);
            }
        }

        return settled;
    }

    /// <param name="edges">The graph.</param>
    /// <param name="settled">What is settled.</param>
    /// <param name="equal">p-value of equal noise variances; null on standardised columns, which do not have them.</param>
    /// <param name="input">The data.</param>
    private static IEnumerable<Finding> DirectionCaveats(DirectedEdges edges, Cpdag settled, double? equal, SearchInput input)
    {
        var open = edges.All().Where(edge => !settled.IsDirected(edge.From, edge.To)).ToList();
        if (equal is { } p)
        {
            return open.Count == 0 ? [] : [new UnequalNoise(p, input.Pairs(open, " -> "))];
        }

        var alone = open.FindAll(edge => edges.IsAlone(edge.From, edge.To));
        var rest = open.Except(alone).ToList();
        return
        [
            .. alone.Select(edge => new LoneEdge(input.Variables[edge.From], input.Variables[edge.To])),
            .. rest.Count == 0 ? (Finding[])[] : [new OpenOnStandardised(input.Pairs(rest, " -> "))],
        ];
    }

    /// <summary>Columns that are clearly correlated with another and joined to none, because their weights fall below the threshold.</summary>
    private static IEnumerable<Finding> Unjoined(double[] weights, double threshold, DirectedEdges edges, SearchInput input)
    {
        var d = input.Order;
        var bare = Enumerable
            .Range(0, d)
            .Where(i => !Enumerable.Range(0, d).Any(j => edges[i, j] || edges[j, i]))
            .Where(i => Enumerable.Range(0, d).Any(j => j != i && Math.Abs(input.Moments.Correlation[(i * d) + j]) >= Correlated))
            .ToList();
        if (bare.Count > 0)
        {
            var largest = bare.Max(i => Enumerable.Range(0, d).Max(j => Math.Max(Math.Abs(weights[(i * d) + j]), Math.Abs(weights[(j * d) + i]))));
            yield return new WeightsBelowThreshold(input.Names(bare), Correlated, largest, threshold);
        }
    }

    private static IEnumerable<Finding> EndingCaveats(NotearsFit fit, ContinuousMethod method) => fit.Stop switch
    {
        StopReason.MaxIterations => [new NotConverged(fit.H, fit.Iterations, method.HasIterationOption)],
        StopReason.BudgetSpent => [new FitTimeSpent(fit.H, fit.Iterations)],
        _ => [],
    };
}
