using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>One observed value solved for: inputs in terms of the others, and the likelihood that each draw of the others has.</summary>
/// <param name="Solutions">The inputs.</param>
/// <param name="LogWeight">Logarithm of the likelihood.</param>
/// <remarks>
/// Several solutions for one input are chosen from by their likelihood, which adds up. Where different inputs may be the one that is solved for,
/// such as those of a maximum, a uniform choice among them is made first: a mixture of proposals, each weighted by its own likelihood.
/// </remarks>
internal sealed record EvidenceSolution(Dictionary<int, int> Solutions, int LogWeight)
{
    /// <summary>Products of inputs and nodes up to which spreads are measured.</summary>
    private const long MostLooks = 2_000_000;

    private const double LowerQuantile = 0.16;

    /// <summary>The logarithm of no likelihood, finite so that differences of it are numbers.</summary>
    private const double Nothing = -1e300;

    /// <summary>Solves for an observed value; null where it has to be matched.</summary>
    /// <exception cref="Interfaces.Errors.InputException">It cannot be.</exception>
    public static EvidenceSolution? Find(Abduction abduction, PendingEvidence one, CancellationToken cancellation)
    {
        var graph = abduction.Graph;
        var inputs = ExpressionAlgebra.InputsOf(graph, [one.Node]);
        if (inputs.Count == 1)
        {
            return SingleInput.Solve(abduction, one, inputs.Min, cancellation) is { } solutions
                ? Combine(
                    abduction,
                    inputs.Min,
                    [.. solutions.Select(solution => (graph.Constant(solution.Solution), graph.Constant(solution.LogWeight)))])
                : null;
        }

        if (inputs.All(input => abduction.Distributions[input].IsDiscrete))
        {
            return Discrete(abduction, one, inputs);
        }

        if (EvidencePilot.IsAtom(abduction, one, cancellation))
        {
            return null;
        }

        var candidates = Candidates(abduction, one, [.. inputs.Where(input => !abduction.Distributions[input].IsDiscrete)], cancellation);
        var roots = new EvidenceRoots(abduction, candidates).Find(one.Node, graph.Constant(one.Value));
        if (roots.Count == 0 && MonotoneRoot.Find(abduction, one, candidates, cancellation) is { } root)
        {
            roots.Add(root);
        }

        var groups = roots
            .GroupBy(way => way.Input)
            .Select(group => Combine(abduction, group.Key, [.. group.Select(way => (way.Solution, Weigh(abduction, way)))]))
            .ToList();
        return groups.Count == 0 ? null : groups.Count == 1 ? groups[0] : Mix(abduction, groups);
    }

    /// <summary>Counting, not densities: solved for the first discrete input that can be solved for.</summary>
    private static EvidenceSolution? Discrete(Abduction abduction, PendingEvidence one, IReadOnlyCollection<int> inputs)
    {
        var graph = abduction.Graph;
        var (factors, target) = (new VanishingFactor(abduction), graph.Constant(one.Value));
        foreach (var input in inputs.Reverse())
        {
            if (factors.Of(one.Node, target, input, []) is null && ExpressionInversion.Solve(graph, one.Node, input, target) is { } solved)
            {
                var weight = graph.Apply(FormulaOp.Possible, graph.LogDensity(abduction.Distributions[input], solved.Solution));
                return new EvidenceSolution(new Dictionary<int, int> { [input] = solved.Solution }, weight);
            }
        }

        return null;
    }

    /// <summary>Continuous inputs, those first that move the value most: solving for them leaves the flattest likelihood.</summary>
    private static List<int> Candidates(Abduction abduction, PendingEvidence one, List<int> inputs, CancellationToken cancellation)
    {
        var values = new ExpressionValues(abduction.Graph, one.Node);
        if ((long)values.Size * inputs.Count > MostLooks)
        {
            return inputs;
        }

        var medians = new Dictionary<int, double>();
        foreach (var input in ExpressionAlgebra.InputsOf(abduction.Graph, [one.Node]))
        {
            cancellation.ThrowIfCancellationRequested();
            abduction.Distributions[input].Prepare(cancellation);
            medians[input] = abduction.Distributions[input].Quantile(0.5);
        }

        return [.. inputs.OrderByDescending(Spread).ThenByDescending(input => input)];

        double Spread(int input)
        {
            var distribution = abduction.Distributions[input];
            var (low, high) = (distribution.Quantile(LowerQuantile), distribution.Quantile(1 - LowerQuantile));
            var atHigh = values.Of(other => other == input ? high : medians[other]);
            var spread = Math.Abs(atHigh - values.Of(other => other == input ? low : medians[other]));
            return double.IsFinite(spread) ? spread : 0;
        }
    }

    private static int Weigh(Abduction abduction, EvidenceRoot root)
    {
        var graph = abduction.Graph;
        var weight = graph.Apply(FormulaOp.Add, graph.LogDensity(abduction.Distributions[root.Input], root.Solution), root.LogJacobian);
        if (root.Guard >= 0)
        {
            // The condition may be about the input that was solved for.
            var guard = ExpressionAlgebra.Substitute(graph, [root.Guard], input => input == root.Input ? root.Solution : null)[0];
            var allowed = graph.Apply(FormulaOp.If, guard, graph.Constant(0), graph.Constant(double.NegativeInfinity));
            weight = graph.Apply(FormulaOp.Add, weight, allowed);
        }

        return graph.Apply(FormulaOp.Possible, weight);
    }

    /// <summary>Several solutions for one input: one is drawn in proportion to its likelihood.</summary>
    private static EvidenceSolution Combine(Abduction abduction, int input, IReadOnlyList<(int Solution, int LogWeight)> ways)
    {
        var graph = abduction.Graph;
        if (ways is [var only])
        {
            return new EvidenceSolution(new Dictionary<int, int> { [input] = only.Solution }, only.LogWeight);
        }

        var most = ways.Select(way => way.LogWeight).Aggregate(graph.Constant(Nothing), (a, b) => graph.Apply(FormulaOp.Max, a, b));
        var shares = ways.Select(way => graph.Apply(FormulaOp.Exp, graph.Apply(FormulaOp.Subtract, way.LogWeight, most))).ToList();
        var sum = shares.Aggregate((a, b) => graph.Apply(FormulaOp.Add, a, b));
        var chosen = graph.Apply(FormulaOp.Multiply, abduction.AddSelector(), sum);
        var solution = ways[^1].Solution;
        for (var k = ways.Count - 2; k >= 0; k--)
        {
            var upTo = shares.Take(k + 1).Aggregate((a, b) => graph.Apply(FormulaOp.Add, a, b));
            solution = graph.Apply(FormulaOp.If, graph.Apply(FormulaOp.Less, chosen, upTo), ways[k].Solution, solution);
        }

        return new EvidenceSolution(
            new Dictionary<int, int> { [input] = solution },
            graph.Apply(FormulaOp.Add, most, graph.Apply(FormulaOp.Log, sum)));
    }

    private static EvidenceSolution Mix(Abduction abduction, List<EvidenceSolution> groups)
    {
        var graph = abduction.Graph;
        var selector = abduction.AddSelector();
        var solutions = new Dictionary<int, int>();
        var weight = groups[^1].LogWeight;
        for (var g = groups.Count - 1; g >= 0; g--)
        {
            var (input, solution) = groups[g].Solutions.First();
            var before = graph.Apply(FormulaOp.Less, selector, graph.Constant((double)(g + 1) / groups.Count));
            var after = graph.Apply(FormulaOp.GreaterOrEqual, selector, graph.Constant((double)g / groups.Count));
            solutions[input] = graph.Apply(FormulaOp.If, graph.Apply(FormulaOp.And, before, after), solution, graph.Input(input));
            weight = g == groups.Count - 1 ? weight : graph.Apply(FormulaOp.If, before, groups[g].LogWeight, weight);
        }

        return new EvidenceSolution(solutions, weight);
    }
}
