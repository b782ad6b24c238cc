using Isl.Errors;

namespace Isl.Discovery;

/// <summary>Answers discovery questions: the method asked for, and the simpler ones behind it.</summary>
public static class DiscoveryAnswer
{
    /// <summary>A weight is called clear when it is this many times the threshold, and close when it is at least half of it.</summary>
    private const double ClearFactor = 1.5;

    /// <summary>Most the correlation method may claim: it settles few directions.</summary>
    private const double CorrelationCeiling = 0.5;

    /// <summary>Claimed when nothing but prior knowledge is left.</summary>
    private const double LastResortConfidence = 0.05;

    /// <summary>The method asked for.</summary>
    /// <param name="data">The data.</param>
    /// <param name="question">The question.</param>
    /// <param name="secondsBudget">What <paramref name="budget"/> allows, for the diagnostics.</param>
    /// <param name="budget">When signalled, the fit ends.</param>
    /// <param name="cancellation">When signalled, everything stops.</param>
    /// <exception cref="InputException">The prior knowledge names unknown variables or contradicts itself.</exception>
    /// <exception cref="IslException">The fit broke down numerically, or had nothing acyclic when its budget was spent.</exception>
    public static DiscoveryResult Compute(Dataset data, DiscoveryQuestion question, double secondsBudget, CancellationToken budget, CancellationToken cancellation)
    {
        var constraints = PriorConstraints.Resolve(question.Prior, data.Variables);
        var moments = DatasetMoments.Of(data, cancellation);
        return question.Algorithm == DiscoveryAlgorithm.Correlation
            ? FromCorrelation(data, question, moments, constraints, secondsBudget, degradedReason: null, cancellation)
            : FromNotears(data, question, moments, constraints, secondsBudget, budget, cancellation);
    }

    /// <summary>The first fallback: correlations.</summary>
    public static DiscoveryResult Fallback(Dataset data, DiscoveryQuestion question, double secondsBudget, string reason, CancellationToken cancellation) =>
        FromCorrelation(data, question, DatasetMoments.Of(data, cancellation), PriorConstraints.Resolve(question.Prior, data.Variables), secondsBudget, reason, cancellation);

    /// <summary>The last resort: no edges but the required ones.</summary>
    public static DiscoveryResult LastResort(Dataset data, DiscoveryQuestion question, double secondsBudget, string reason)
    {
        var constraints = PriorConstraints.Resolve(question.Prior, data.Variables);
        var edges = new DirectedEdges(data.Columns);
        for (var i = 0; i < data.Columns; i++)
        {
            for (var j = 0; j < data.Columns; j++)
            {
                edges[i, j] = constraints.IsRequired(i, j);
            }
        }

        var report = new DiscoveryReport(data, question, null, edges) { Algorithm = "none", SecondsBudget = secondsBudget, Confidence = LastResortConfidence, DegradedReason = reason };
        report.Reason($"Confidence {LastResortConfidence} is a floor: nothing was learned from the data.");
        report.Caveat($"Only the {edges.All().Count()} required edges are drawn; the data were not used.");
        return report.ToResult();
    }

    private static DiscoveryResult FromNotears(
        Dataset data,
        DiscoveryQuestion question,
        DatasetMoments moments,
        EdgeConstraints constraints,
        double secondsBudget,
        CancellationToken budget,
        CancellationToken cancellation)
    {
        var d = data.Columns;
        var settings = new NotearsSettings { Lambda1 = question.Lambda1, MaxIterations = question.MaxIterations, Constraints = constraints };
        var fit = Notears.Fit(moments.Gram(question.Scaling), d, settings, budget, cancellation);
        if (fit.Stop == StopReason.NumericalFailure)
        {
            throw new IslException(ErrorCode.NumericalFailure, $"NOTEARS broke down numerically after {fit.Evaluations} evaluations");
        }

        if (fit.Stop == StopReason.BudgetSpent)
        {
            throw new IslException(ErrorCode.DeadlineExceeded, $"NOTEARS was not done within its {secondsBudget:0.###} s");
        }

        var (weights, dropped) = WeightThreshold.Apply(fit.Weights, question.Threshold, constraints);
        var edges = new DirectedEdges(d);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                edges[i, j] = WeightThreshold.HasEdge(weights, constraints, i, j);
            }
        }

        var (close, clear) = Margins(fit.Weights, question.Threshold);
        var report = new DiscoveryReport(data, question, moments, edges)
        {
            Algorithm = "notears",
            SecondsBudget = secondsBudget,
            Fit = fit,
            Confidence = (close == 0 ? 0.5 : (double)clear / close) * (fit.Stop == StopReason.Converged ? 1 : 0.5),
        };
        report.Reason($"NOTEARS {(fit.Stop == StopReason.Converged ? "converged" : "stopped at its iteration limit")} after {fit.Iterations} outer iterations with h = {fit.H:0.##e+0} and objective {fit.Objective:0.####}.");
        report.Reason(close == 0
            ? "No weight comes near the threshold; the confidence of 0.5 says that an empty graph is weak evidence."
            : $"Confidence is the share of clear decisions: {clear} of the {close} weights of at least half the threshold are {ClearFactor} times the threshold or more.");
        foreach (var (from, to, weight) in dropped)
        {
            report.Caveat($"{data.Variables[from]} -> {data.Variables[to]} (weight {weight:0.###}) was dropped although it passes the threshold: it closed a cycle, and it was the weakest edge on it.");
        }

        if (question.Scaling == DataScaling.Standardize)
        {
            foreach (var (from, to) in edges.All().Where(edge => edges.IsAlone(edge.From, edge.To) && !constraints.IsForbidden(edge.To, edge.From)))
            {
                report.Caveat($"{data.Variables[from]} -> {data.Variables[to]} stands alone, and standardised data do not tell its direction: the reverse fits them equally well.");
            }
        }

        if (fit.Stop != StopReason.Converged)
        {
            report.Caveat($"The fit did not converge: h is {fit.H:0.##e+0} after {fit.Iterations} outer iterations; raise max_iter.");
        }

        return report.ToResult();
    }

    private static DiscoveryResult FromCorrelation(
        Dataset data,
        DiscoveryQuestion question,
        DatasetMoments moments,
        EdgeConstraints constraints,
        double secondsBudget,
        string? degradedReason,
        CancellationToken cancellation)
    {
        var fit = Correlation.Fit(moments.Correlation, moments.Rows, question.Threshold, constraints, cancellation);
        var total = fit.Edges.All().Count();
        var settled = total - fit.Guessed.Count;
        var report = new DiscoveryReport(data, question, moments, fit.Edges)
        {
            Algorithm = "correlation",
            SecondsBudget = secondsBudget,
            Confidence = CorrelationCeiling * (total == 0 ? 0.5 : (1 + ((double)settled / total)) / 2),
            DegradedReason = degradedReason,
        };
        report.Reason($"{total} pairs correlate by at least {question.Threshold} and stay dependent given any single other variable; {settled} of their directions follow from colliders or prior knowledge.");
        report.Reason($"Confidence grows with the share of settled directions and is at most {CorrelationCeiling} for this method.");
        if (fit.Guessed.Count > 0)
        {
            report.Caveat("The data do not settle the direction of " + string.Join(", ", fit.Guessed.Select(edge => $"{data.Variables[edge.From]} -> {data.Variables[edge.To]}")) + "; it follows the order of the columns.");
        }

        return report.ToResult();
    }

    private static (int Close, int Clear) Margins(double[] weights, double threshold)
    {
        var sizes = weights.Select(Math.Abs).Where(size => size > 0).ToList();
        return (sizes.Count(size => size >= threshold / 2), sizes.Count(size => size >= threshold * ClearFactor));
    }
}
