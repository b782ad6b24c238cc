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
    /// <summary>A weight is called clear when it is this many times the threshold, and close when it is at least half of it.</summary>
    private const double ClearFactor = 1.5;

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
        var problem = new ContinuousProblem(input.Moments.Gram(question.Scaling), lambda, constraints, factors);
        var fit = method.Fit(problem, question, budget);
        if (fit.Stop == StopReason.NumericalFailure || !double.IsFinite(fit.Objective))
        {
            throw new IslException(ErrorCode.NumericalFailure, new FitBrokeDown(method.Options.Title, fit.Evaluations).Text);
        }

        var graph = WeightedGraph.Of(fit.Weights, threshold, constraints, factors, fit.Stop == StopReason.BudgetSpent);
        var (close, clear) = Margins(fit.Weights, threshold);
        var isCut = fit.Stop != StopReason.Converged;
        var isStandardised = question.Scaling == DataScaling.Standardize;
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
            Confidence = (close == 0 ? 0.5 : (double)clear / close) * (isCut ? 0.5 : 1),
            Basis = new ContinuousBasis(method.Source, lambda, threshold, question.Scaling),
            Assumptions =
            [
                Assumption.Linear,
                Assumption.NoLatentNoFeedback,
                isStandardised ? Assumption.EqualNoiseShares : Assumption.EqualNoiseVariances,
            ],
            Reasons = [new ContinuousEnding(method.Options.Title, fit.Stop, fit.Iterations, fit.H, fit.Objective)],
            ConfidenceReason = new WeightMargins(close, clear, ClearFactor, isCut),
            Caveats =
            [
                .. DroppedCaveats(graph, input),
                .. isStandardised ? DirectionCaveats(graph.Edges, input, constraints) : [],
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

    private static IEnumerable<Finding> DirectionCaveats(DirectedEdges edges, SearchInput input, EdgeConstraints constraints) => edges
        .All()
        .Where(edge => edges.IsAlone(edge.From, edge.To) && !constraints.IsForbidden(edge.To, edge.From))
        .Select(edge => new LoneEdge(input.Variables[edge.From], input.Variables[edge.To]));

    private static IEnumerable<Finding> EndingCaveats(NotearsFit fit, ContinuousMethod method) => fit.Stop switch
    {
        StopReason.MaxIterations => [new NotConverged(fit.H, fit.Iterations, method.HasIterationOption)],
        StopReason.BudgetSpent => [new FitTimeSpent(fit.H, fit.Iterations)],
        _ => [],
    };

    private static (int Close, int Clear) Margins(double[] weights, double threshold)
    {
        var sizes = weights.Select(Math.Abs).Where(size => size > 0).ToList();
        return (sizes.Count(size => size >= threshold / 2), sizes.Count(size => size >= threshold * ClearFactor));
    }
}
