using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>All values of one input for which an expression of it alone has an observed value.</summary>
internal static class SingleInput
{
    /// <summary>Most values of a discrete input that are tried.</summary>
    private const int MostValues = 20_000;

    /// <summary>Places at which a formula that cannot be inverted is looked at; between two it is taken to cross the value at most once.</summary>
    private const int Places = 2000;

    /// <summary>Most nodes of such a formula.</summary>
    private const int MostNodes = 2000;

    private const int Bisections = 200;

    /// <summary>A root of a bisection is one if the expression comes this near to the value; at a jump it does not.</summary>
    private const double Closeness = 1e-7;

    /// <summary>The solutions with the logarithm of their weight; null where nothing is known about them.</summary>
    /// <param name="abduction">The inputs.</param>
    /// <param name="one">The observed value.</param>
    /// <param name="input">The input.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Interfaces.Errors.InputException">No value of the input gives it.</exception>
    public static List<(double Solution, double LogWeight)>? Solve(
        Abduction abduction, PendingEvidence one, int input, CancellationToken cancellation)
    {
        var graph = abduction.Graph;
        var distribution = abduction.Distributions[input];
        if (distribution is DiscreteDistribution discrete)
        {
            return Values(abduction, one, discrete, Label(abduction, input), cancellation);
        }

        if (HasFlatStep(graph, one.Node) && HoldsOnAStretch(graph, one, distribution, cancellation))
        {
            return null;
        }

        var roots = new EvidenceRoots(abduction, [input]).Find(one.Node, graph.Constant(one.Value));
        if (roots.Count == 0)
        {
            var crossings = Crossings(graph, one, distribution, cancellation);
            return crossings.Count > 0 ? crossings : null;
        }

        var solutions = new List<(double, double)>();
        var why = "";
        foreach (var root in roots)
        {
            var solution = graph.ConstantOf(root.Solution).GetValueOrDefault(double.NaN);
            var guard = root.Guard < 0 ? 1 : ValueAt(graph, root.Guard, solution);
            if (!double.IsFinite(solution) || guard is 0 or double.NaN)
            {
                why = why.Length > 0 ? why : $"no value of {Label(abduction, input)} gives it";
                continue;
            }

            if (OnSupport(distribution, solution, one.Value) is { } value)
            {
                var log = distribution.LogDensity(value) + graph.ConstantOf(root.LogJacobian).GetValueOrDefault();
                solutions.Add((value, double.IsFinite(log) ? log : 0));
            }
            else
            {
                why = $"{Label(abduction, input)} would have to be {EvidenceErrors.Text(solution)}, "
                    + $"which is impossible under {DistributionText.Of(abduction.Model.Inputs[input].Spec)}";
            }
        }

        return solutions.Count > 0 ? [.. solutions.DistinctBy(solution => solution.Item1)]
            : HasFlatStep(graph, one.Node) ? null
            : throw EvidenceErrors.Impossible(abduction, one.Variable, why);
    }

    /// <summary>A value that an input can have: itself, or the end of the support that it misses by rounding; null where it cannot be.</summary>
    public static double? OnSupport(Distribution distribution, double value, double observed)
    {
        if (distribution.LogDensity(value) > double.NegativeInfinity)
        {
            return value;
        }

        var (low, high) = distribution.Support;
        var end = value <= low ? low : value >= high ? high : double.NaN;
        var tolerance = EvidenceErrors.Agreement * Math.Max(Math.Max(1e-3, Math.Abs(observed)), Math.Abs(value));
        return double.IsFinite(end) && distribution.HasEnds && Math.Abs(value - end) <= tolerance ? end : null;
    }

    /// <summary>The input's name in a message.</summary>
    public static string Label(Abduction abduction, int input) =>
        input < abduction.Model.Inputs.Length ? abduction.Model.Inputs[input].Label : "an unobserved choice";

    /// <summary>Whether two of many values of the input have the observed one: then more than a point does.</summary>
    private static bool HoldsOnAStretch(ExpressionGraph graph, PendingEvidence one, Distribution distribution, CancellationToken cancellation)
    {
        var values = new ExpressionValues(graph, one.Node);
        return Quantiles(distribution, cancellation).Count(value => EvidenceErrors.Agrees(values.Of(_ => value), one.Value)) > 1;
    }

    /// <summary>Places to look at: evenly over normal quantiles, so that the tails are among them.</summary>
    private static IEnumerable<double> Quantiles(Distribution distribution, CancellationToken cancellation)
    {
        distribution.Prepare(cancellation);
        for (var i = 0; i <= Places; i++)
        {
            var u = 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-8 * ((2.0 * i / Places) - 1) / Math.Sqrt(2));
            yield return distribution.Quantile(Math.Clamp(u, 1e-15, 1 - 1e-15));
        }
    }

    /// <summary>Whether the expression may have stretches where it does not change, such as the bound of a maximum.</summary>
    private static bool HasFlatStep(ExpressionGraph graph, int node)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>([node]);
        while (open.TryPop(out var at))
        {
            var step = graph[at];
            if (step.Op is FormulaOp.Max or FormulaOp.Min or FormulaOp.If or FormulaOp.Floor or FormulaOp.Ceil or FormulaOp.Round or FormulaOp.Sign
                or (>= FormulaOp.Less and <= FormulaOp.Not))
            {
                return true;
            }

            foreach (var operand in new[] { step.A, step.B, step.C })
            {
                if (operand >= 0 && reached.Add(operand))
                {
                    open.Push(operand);
                }
            }
        }

        return false;
    }

    private static double ValueAt(ExpressionGraph graph, int node, double value) => new ExpressionValues(graph, node).Of(_ => value);

    private static List<(double, double)>? Values(
        Abduction abduction, PendingEvidence one, DiscreteDistribution discrete, string label, CancellationToken cancellation)
    {
        if (discrete.Values.Length > MostValues)
        {
            return null;
        }

        var values = new ExpressionValues(abduction.Graph, one.Node);
        var solutions = new List<(double, double)>();
        foreach (var value in discrete.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            if (EvidenceErrors.Agrees(values.Of(_ => value), one.Value))
            {
                solutions.Add((value, discrete.LogDensity(value)));
            }
        }

        return solutions.Count > 0 ? solutions : throw EvidenceErrors.Impossible(abduction, one.Variable, $"no value of {label} gives it");
    }

    /// <summary>Crossings between quantiles of the input, each found by bisection.</summary>
    private static List<(double, double)> Crossings(
        ExpressionGraph graph, PendingEvidence one, Distribution distribution, CancellationToken cancellation)
    {
        var values = new ExpressionValues(graph, one.Node);
        var solutions = new List<(double, double)>();
        if (values.Size > MostNodes)
        {
            return solutions;
        }

        var scale = Math.Max(1, Math.Abs(one.Value));
        var (left, atLeft) = (double.NaN, double.NaN);
        foreach (var right in Quantiles(distribution, cancellation))
        {
            var atRight = values.Of(_ => right) - one.Value;
            if (atLeft == 0 || (double.IsFinite(atLeft) && double.IsFinite(atRight) && atLeft < 0 != atRight < 0 && atRight != 0))
            {
                var root = atLeft == 0 ? left : Bisect(values, one.Value, left, right, atLeft);
                var step = 1e-6 * Math.Max(1e-3, Math.Abs(root));
                var slope = Math.Abs(values.Of(_ => root + step) - values.Of(_ => root - step)) / (2 * step);
                if (Math.Abs(values.Of(_ => root) - one.Value) <= Closeness * scale && slope > 0)
                {
                    solutions.Add((root, distribution.LogDensity(root) - Math.Log(slope)));
                }
                else if (slope == 0)
                {
                    return []; // a flat stretch has the value: more than a point
                }
            }

            (left, atLeft) = (right, atRight);
        }

        return solutions;
    }

    private static double Bisect(ExpressionValues values, double wanted, double left, double right, double atLeft)
    {
        for (var i = 0; i < Bisections; i++)
        {
            var middle = left + ((right - left) / 2);
            var at = values.Of(_ => middle) - wanted;
            if (!double.IsFinite(at) || at == 0 || middle == left || middle == right)
            {
                return middle;
            }

            (left, right) = at < 0 == atLeft < 0 ? (middle, right) : (left, middle);
        }

        return left + ((right - left) / 2);
    }
}
