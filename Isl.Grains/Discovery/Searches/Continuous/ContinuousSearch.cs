using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>NOTEARS and DAGMA as a search: fit, threshold, words.</summary>
internal static class ContinuousSearch
{
    /// <summary>A weight is called clear when it is this many times the threshold, and close when it is at least half of it.</summary>
    private const double ClearFactor = 1.5;

    private const int MostNamed = 5;

    /// <summary>Fits and thresholds.</summary>
    /// <exception cref="IslException">The arithmetic broke down.</exception>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget)
    {
        var d = input.Order;
        var isDagma = question.Algorithm == DiscoveryAlgorithm.Dagma;
        var name = isDagma ? "DAGMA" : "NOTEARS";
        var lambda = question.Lambda1 ?? (isDagma ? DiscoveryDefaults.DagmaLambda1 : DiscoveryDefaults.Lambda1);
        var threshold = question.Threshold ?? DiscoveryDefaults.Threshold;
        var gram = input.Moments.Gram(question.Scaling);
        var fit = isDagma
            ? Dagma.Fit(
                gram,
                d,
                new DagmaSettings
                {
                    Lambda1 = lambda,
                    Constraints = constraints,
                    Penalties = factors,
                },
                budget)
            : Notears.Fit(
                gram,
                d,
                new NotearsSettings
                {
                    Lambda1 = lambda,
                    MaxIterations = question.MaxIterations,
                    HTolerance = question.HTolerance,
                    Constraints = constraints,
                    Penalties = factors,
                },
                budget);
        if (fit.Stop == StopReason.NumericalFailure || !double.IsFinite(fit.Objective))
        {
            throw new IslException(ErrorCode.NumericalFailure, $"{name} broke down numerically after {fit.Evaluations} evaluations");
        }

        var (edges, dropped) = Threshold(fit.Weights, threshold, constraints, factors, fit.Stop == StopReason.BudgetSpent);
        var (close, clear) = Margins(fit.Weights, threshold);
        var converged = fit.Stop == StopReason.Converged;
        var estimate = new GraphEstimate
        {
            Algorithm = question.Algorithm,
            Edges = edges,
            Iterations = fit.Iterations,
            Objective = fit.Objective,
            H = fit.H,
            Stop = fit.Stop,
            Scaling = question.Scaling,
            Threshold = threshold,
            Confidence = (close == 0 ? 0.5 : (double)clear / close) * (converged ? 1 : 0.5),
            Basis =
                $"{(isDagma ? "DAGMA (Bello et al. 2022)" : "NOTEARS (Zheng et al. 2018)")}, λ₁ = {lambda}, edges of absolute weight {threshold} and more on {(question.Scaling == DataScaling.Standardize ? "standardised" : "centred, unscaled")} columns; weights refitted by least squares in the data's own units.",
            Assumptions =
            [
                "Every variable is a linear function of its causes plus independent noise.",
                "There is no unobserved common cause and no feedback.",
                question.Scaling == DataScaling.Standardize
                    ? "On standardised columns the noise shares of all variables are comparable."
                    : "The noise variances of all variables are comparable in the units given.",
            ],
        };
        estimate.Reasons.Add(
            $"{name} {Ending(fit.Stop)} after {fit.Iterations} outer iterations with h = {fit.H:0.##e+0} and objective {fit.Objective:0.####}.");
        estimate.Reasons.Add(
            close == 0
                ? "No weight comes near the threshold; a confidence of 0.5 says that an empty graph is weak evidence."
                : $"Confidence is the share of clear decisions: {clear} of the {close} weights of at least half the threshold are {ClearFactor} times the threshold or more.");
        foreach (var (from, to, weight) in dropped.Take(MostNamed))
        {
            estimate.Caveats.Add(
                $"{input.Name(from, to)} (weight {weight:0.###}) was dropped although it passes the threshold: it closed a cycle, and it was the weakest edge on it.");
        }

        if (dropped.Count > MostNamed)
        {
            estimate.Caveats.Add($"{dropped.Count - MostNamed} further edges were dropped in the same way.");
        }

        AddDirectionCaveats(estimate, input, question, constraints);
        if (fit.Stop == StopReason.MaxIterations)
        {
            estimate.Caveats.Add($"The fit did not converge: h is {fit.H:0.##e+0} after {fit.Iterations} outer iterations; raise max_iter.");
        }
        else if (fit.Stop == StopReason.BudgetSpent)
        {
            estimate.Caveats.Add(
                $"The time budget was spent before the fit converged: h is {fit.H:0.##e+0} after {fit.Iterations} outer iterations. This is the best acyclic graph so far; ask again, or for fewer variables.");
        }

        return estimate;
    }

    /// <summary>The graph of the weights that pass the threshold, times each edge's factor where there are factors.</summary>
    private static (DirectedEdges Edges, List<(int From, int To, double Weight)> Dropped) Threshold(
        double[] weights,
        double threshold,
        EdgeConstraints constraints,
        double[]? factors,
        bool isUnfinished)
    {
        var d = constraints.Order;
        var needed = factors is null ? weights : [.. weights.Zip(factors, (weight, factor) => weight / factor)];
        List<(int From, int To, double Weight)> early = [];
        if (isUnfinished)
        {
            (needed, early) = BreakCycles(needed, threshold, constraints);
        }

        var (kept, late) = WeightThreshold.Apply(needed, threshold, constraints);
        var dropped = early.Concat(late);
        var edges = new DirectedEdges(d);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                edges[i, j] = WeightThreshold.HasEdge(kept, constraints, i, j);
            }
        }

        return (edges, [.. dropped.Select(edge => (edge.From, edge.To, weights[(edge.From * d) + edge.To]))]);
    }

    /// <summary>
    /// Weights of a search that ran out of time may hold cycles by the hundred. Taking the strongest edges first, as far as they close
    /// none, gives an acyclic graph in one sweep; dropping the weakest edge of a cycle again and again would take longer than the search.
    /// </summary>
    private static (double[] Kept, List<(int From, int To, double Weight)> Dropped) BreakCycles(
        double[] weights,
        double threshold,
        EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var kept = (double[])weights.Clone();
        var graph = new DirectedEdges(d);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                graph[i, j] = constraints.IsRequired(i, j);
            }
        }

        var dropped = new List<(int, int, double)>();
        foreach (
            var at in Enumerable
                .Range(0, d * d)
                .Where(at => Math.Abs(weights[at]) >= threshold && weights[at] != 0)
                .OrderByDescending(at => Math.Abs(weights[at])))
        {
            var (from, to) = (at / d, at % d);
            if (!graph[from, to] && graph.Reaches(to, from))
            {
                kept[at] = 0;
                dropped.Add((from, to, weights[at]));
                continue;
            }

            graph[from, to] = true;
        }

        return (kept, dropped);
    }

    private static void AddDirectionCaveats(GraphEstimate estimate, SearchInput input, DiscoveryQuestion question, EdgeConstraints constraints)
    {
        if (question.Scaling != DataScaling.Standardize)
        {
            return;
        }

        foreach (
            var (from, to) in estimate
                .Edges.All()
                .Where(edge => estimate.Edges.IsAlone(edge.From, edge.To) && !constraints.IsForbidden(edge.To, edge.From)))
        {
            estimate.Caveats.Add(
                $"{input.Name(from, to)} stands alone, and standardised data do not tell its direction: the reverse fits them equally well.");
        }
    }

    private static string Ending(StopReason stop) => stop switch
    {
        StopReason.Converged => "converged",
        StopReason.MaxIterations => "stopped at its iteration limit",
        _ => "ran out of time",
    };

    private static (int Close, int Clear) Margins(double[] weights, double threshold)
    {
        var sizes = weights.Select(Math.Abs).Where(size => size > 0).ToList();
        return (sizes.Count(size => size >= threshold / 2), sizes.Count(size => size >= threshold * ClearFactor));
    }
}
