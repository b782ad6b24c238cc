using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Effects.Estimators;

/// <summary>A formula on the frequencies of data, forwards to its values and backwards to their derivatives.</summary>
/// <remarks>
/// Each term is a tensor over the variables that are free in it. The backward pass carries the derivative of one number with respect to every
/// term down to the joint frequencies (reverse accumulation), which is all that the delta method needs.
/// </remarks>
internal sealed class FormulaEvaluation
{
    private readonly IReadOnlyList<string> _names;
    private readonly ImmutableArray<int> _levels;
    private readonly double[] _joint;
    private readonly ImmutableArray<int> _all;
    private readonly Node _root;

    /// <summary>Evaluates a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="names">The variables, in ordinal order.</param>
    /// <param name="levels">How many levels each has.</param>
    /// <param name="joint">Frequencies of all combinations; they sum to 1.</param>
    public FormulaEvaluation(Estimand formula, IReadOnlyList<string> names, ImmutableArray<int> levels, double[] joint)
    {
        (_names, _levels, _joint) = (names, levels, joint);
        _all = [.. Enumerable.Range(0, names.Count)];
        _root = Build(formula);
    }

    /// <summary>Its values by the variables that are free in it; NaN where it divides by an empty cell.</summary>
    public FrequencyTensor Values => _root.Value;

    /// <summary>The conditions under which it divides by an empty cell, as levels by variable; null where there are none.</summary>
    public (ImmutableArray<int> Variables, ImmutableArray<int> Cell)? Empty { get; private set; }

    /// <summary>The derivatives of Σ g·value with respect to the joint frequencies.</summary>
    public double[] Derivatives(double[] gradient)
    {
        var joint = new double[_joint.Length];
        _root.Back(gradient, joint);
        return joint;
    }

    /// <summary>The frequencies of some variables.</summary>
    public (FrequencyTensor Value, int[] Map) Marginal(ImmutableArray<int> variables)
    {
        ImmutableArray<int> levels = [.. variables.Select(variable => _levels[variable])];
        var map = FrequencyTensor.Project(_all, _levels, variables, levels);
        var values = new double[levels.Aggregate(1, (size, level) => size * level)];
        for (var cell = 0; cell < map.Length; cell++)
        {
            values[map[cell]] += _joint[cell];
        }

        return (new FrequencyTensor(variables, levels, values), map);
    }

    private Node Build(Estimand formula) => formula switch
    {
        { P: { } term } => Conditional(term),
        { Sum: { } sum } => Summed(Build(sum.Of), [.. sum.Over.Select(Number)]),
        { Quotient: { } quotient } => Divided(Build(quotient.Num), Build(quotient.Den)),
        { Product: { } factors } => factors.Select(Build).Aggregate(Multiplied),
        _ => throw new ArgumentException("A formula has exactly one member.", nameof(formula)),
    };

    private int Number(string name) => Enumerable.Range(0, _names.Count).First(i => _names[i] == name);

    private Node Conditional(ProbabilityTerm term)
    {
        ImmutableArray<int> given = [.. term.Given.Select(Number).Distinct().Order()];
        ImmutableArray<int> both = [.. term.Of.Select(Number).Concat(given).Distinct().Order()];
        var above = Frequency(both);
        return given.IsEmpty ? above : Divided(above, Frequency(given));
    }

    private Node Frequency(ImmutableArray<int> variables)
    {
        var (value, map) = Marginal(variables);
        return new Node(value, (gradient, joint) =>
        {
            for (var cell = 0; cell < joint.Length; cell++)
            {
                joint[cell] += gradient[map[cell]];
            }
        });
    }

    private Node Summed(Node of, ImmutableArray<int> over)
    {
        ImmutableArray<int> left = [.. of.Value.Variables.Where(variable => !over.Contains(variable))];
        ImmutableArray<int> levels = [.. left.Select(variable => _levels[variable])];
        var map = FrequencyTensor.Project(of.Value.Variables, of.Value.Levels, left, levels);

        // Summing over a variable that the term does not hold repeats it.
        var times = over.Where(variable => !of.Value.Variables.Contains(variable)).Aggregate(1, (size, variable) => size * _levels[variable]);
        var values = new double[levels.Aggregate(1, (size, level) => size * level)];
        for (var cell = 0; cell < map.Length; cell++)
        {
            values[map[cell]] += times * of.Value.Values[cell];
        }

        return new Node(new FrequencyTensor(left, levels, values), (gradient, joint) =>
        {
            var inner = new double[map.Length];
            for (var cell = 0; cell < inner.Length; cell++)
            {
                inner[cell] = times * gradient[map[cell]];
            }

            of.Back(inner, joint);
        });
    }

    private Node Multiplied(Node left, Node right)
    {
        var (frame, toLeft, toRight) = Frame(left.Value, right.Value);
        var values = new double[toLeft.Length];
        for (var cell = 0; cell < values.Length; cell++)
        {
            // What never occurs adds nothing, whatever it is multiplied by.
            var (a, b) = (left.Value.Values[toLeft[cell]], right.Value.Values[toRight[cell]]);
            values[cell] = a == 0 || b == 0 ? 0 : a * b;
        }

        return new Node(frame with { Values = values }, (gradient, joint) =>
        {
            var (forLeft, forRight) = (new double[left.Value.Values.Length], new double[right.Value.Values.Length]);
            for (var cell = 0; cell < values.Length; cell++)
            {
                forLeft[toLeft[cell]] += Finite(gradient[cell] * right.Value.Values[toRight[cell]]);
                forRight[toRight[cell]] += Finite(gradient[cell] * left.Value.Values[toLeft[cell]]);
            }

            left.Back(forLeft, joint);
            right.Back(forRight, joint);
        });
    }

    private Node Divided(Node above, Node below)
    {
        var (frame, toAbove, toBelow) = Frame(above.Value, below.Value);
        var values = new double[toAbove.Length];
        for (var cell = 0; cell < values.Length; cell++)
        {
            var divisor = below.Value.Values[toBelow[cell]];
            values[cell] = divisor == 0 ? double.NaN : above.Value.Values[toAbove[cell]] / divisor;
            if (divisor == 0 && Empty is null)
            {
                Empty = (below.Value.Variables, Digits(toBelow[cell], below.Value.Levels));
            }
        }

        return new Node(frame with { Values = values }, (gradient, joint) =>
        {
            var (forAbove, forBelow) = (new double[above.Value.Values.Length], new double[below.Value.Values.Length]);
            for (var cell = 0; cell < values.Length; cell++)
            {
                var divisor = below.Value.Values[toBelow[cell]];
                if (divisor != 0)
                {
                    forAbove[toAbove[cell]] += gradient[cell] / divisor;
                    forBelow[toBelow[cell]] -= Finite(gradient[cell] * values[cell] / divisor);
                }
            }

            above.Back(forAbove, joint);
            below.Back(forBelow, joint);
        });
    }

    private (FrequencyTensor Frame, int[] ToLeft, int[] ToRight) Frame(FrequencyTensor left, FrequencyTensor right)
    {
        ImmutableArray<int> variables = [.. left.Variables.Union(right.Variables).Order()];
        ImmutableArray<int> levels = [.. variables.Select(variable => _levels[variable])];
        return (
            new FrequencyTensor(variables, levels, []),
            FrequencyTensor.Project(variables, levels, left.Variables, left.Levels),
            FrequencyTensor.Project(variables, levels, right.Variables, right.Levels));
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;

    private static ImmutableArray<int> Digits(int cell, ImmutableArray<int> levels)
    {
        var digits = new int[levels.Length];
        for (var k = digits.Length - 1; k >= 0; k--)
        {
            (cell, digits[k]) = Math.DivRem(cell, levels[k]);
        }

        return [.. digits];
    }

    /// <summary>A term: its values, and how a derivative of them goes on to the joint frequencies.</summary>
    private sealed record Node(FrequencyTensor Value, Action<double[], double[]> Back);
}
