using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Attribution;

/// <summary>
/// The outcome's mean under every choice of mechanisms, by nested regressions that reweighted rows correct: right where either the regressions or
/// the weights are.
/// </summary>
/// <remarks>
/// Source: Quintas-Martínez et al. (2024), Multiply-robust causal change attribution, theorem 2.4: θ(C) is the mean of γ₁ in table C₁ plus, for
/// each k, the mean in table C(k+1) of α(k) (γ(k+1) − γ(k)), where γ(k) regresses γ(k+1) on the first k variables in table C(k+1), and α(k) is the
/// density ratio of the first k variables under C₁ … C(k) and in table C(k+1). Regressions are linear and the ratios come from logistic
/// regressions of the table on the variables; both are fitted on the rows that they are used on.
/// </remarks>
internal sealed class RobustGame
{
    /// <summary>Most mechanisms: there are as many regressions as sets of them.</summary>
    public const int MostMechanisms = 8;

    /// <summary>Largest weight of a row, in rows: beyond it one row would speak for the table.</summary>
    private const double LargestRatio = 50;

    private readonly int _count;
    private readonly DesignMatrix[][] _designs;
    private readonly double[][][] _ratios;
    private readonly double[][] _outcomes;

    /// <summary>For each mechanism and table what each row adds to the mechanism's Shapley value.</summary>
    private readonly double[][][] _influences;

    private RobustGame(ChangeModel model, WorkBudget budget)
    {
        _count = model.Mechanisms.Count;
        var outcome = model.Mechanisms[^1];
        _outcomes = [outcome.Before.Y, outcome.After.Y];
        var columns = new[] { Columns(model, false), Columns(model, true) };
        _designs = [.. columns.Select((own, table) =>
            Enumerable.Range(0, _count).Select(k => DesignMatrix.Of(_outcomes[table].Length, own[..k])).ToArray())];
        _ratios = Ratios(columns, budget);
        Worths = new double[1 << _count];
        _influences = [.. Enumerable.Range(0, _count).Select(_ => _outcomes.Select(rows => new double[rows.Length]).ToArray())];
        var last = 1 << (_count - 1);
        Go(_count - 1, 0, [], budget);
        Go(_count - 1, last, [], budget);
        Errors = [.. _influences.Select(tables => Math.Sqrt(tables.Sum(rows => TensorPrimitives.SumOfSquares<double>(rows))))];
    }

    /// <summary>The means of all sets, by their bits.</summary>
    public double[] Worths { get; }

    /// <summary>Standard errors of the Shapley values.</summary>
    public double[] Errors { get; }

    /// <summary>The game of a model.</summary>
    /// <exception cref="InputException">There are too many mechanisms, or the outcome is a text.</exception>
    public static RobustGame Of(ChangeModel model, WorkBudget budget) => model.Mechanisms.Count <= MostMechanisms
        ? new RobustGame(model, budget)
        : throw new InputException(
            "/method",
            $"robust takes at most {MostMechanisms} mechanisms, and the outcome has {model.Mechanisms.Count - 1} ancestors; use shapley.");

    private static List<DesignColumn> Columns(ChangeModel model, bool isAfter) =>
    [
        .. model.Mechanisms.Select(one => isAfter ? one.After : one.Before).Select(rows =>
            new DesignColumn(rows.Target.Name, rows.Y, rows.Target.HasLevels ? rows.Target.Levels : [])),
    ];

    /// <summary>For each table and k, log of the density ratio after : before of the first k variables, at the table's rows.</summary>
    private double[][][] Ratios(List<DesignColumn>[] columns, WorkBudget budget)
    {
        var (before, after) = (_outcomes[0].Length, _outcomes[1].Length);
        var classes = Enumerable.Repeat(0, before).Concat(Enumerable.Repeat(1, after)).ToArray();
        var ratios = new[] { new double[_count][], new double[_count][] };
        for (var k = 0; k < _count; k++)
        {
            budget.ThrowIfCancelled();
            var both = Enumerable.Range(0, k)
                .Select(j => new DesignColumn(columns[0][j].Name, [.. columns[0][j].Values, .. columns[1][j].Values], columns[0][j].Levels))
                .ToList();
            var fit = LogisticRegression.Fit(DesignMatrix.Of(before + after, both), classes, 2, [], budget);
            var prior = Math.Log((double)after / before);
            var logs = fit.Probabilities[1].Select(chance => Math.Log(Math.Clamp(chance, 1e-9, 1 - 1e-9)))
                .Zip(fit.Probabilities[0], (log, other) => log - Math.Log(Math.Clamp(other, 1e-9, 1 - 1e-9)) - prior)
                .ToArray();
            (ratios[0][k], ratios[1][k]) = (logs[..before], logs[before..]);
        }

        return ratios;
    }

    /// <summary>
    /// Regresses from the outcome backwards. What is handed on are the two ends of each step so far: γ(k+1) and γ(k) in table C(k+1).
    /// </summary>
    /// <param name="at">The mechanism whose table was chosen last; those behind it are chosen too.</param>
    /// <param name="set">The choices, by their bits.</param>
    /// <param name="steps">For each mechanism from the outcome on: its table's γ(k+1) − γ(k).</param>
    /// <param name="budget">Time.</param>
    private void Go(int at, int set, List<(int Table, double[] Difference, Func<int, double[]> Next)> steps, WorkBudget budget)
    {
        budget.ThrowIfCancelled();
        var table = (set >> at) & 1;
        var target = steps.Count == 0 ? _outcomes[table] : steps[^1].Next(table);
        if (at == 0)
        {
            Finish(set, target, steps);
            return;
        }

        var fit = LeastSquares.Fit(_designs[table][at], target, []);
        var step = (table, fit.Residuals, (Func<int, double[]>)(other => fit.Predict(_designs[other][at])));
        for (var choice = 0; choice < 2; choice++)
        {
            Go(at - 1, choice == 1 ? set | (1 << (at - 1)) : set, [.. steps, step], budget);
        }
    }

    private void Finish(int set, double[] first, List<(int Table, double[] Difference, Func<int, double[]> Next)> steps)
    {
        var rows = new[] { new double[_outcomes[0].Length], new double[_outcomes[1].Length] };
        var mean = first.Average();
        var worth = mean;
        var own = set & 1;
        for (var i = 0; i < first.Length; i++)
        {
            rows[own][i] += (first[i] - mean) / first.Length;
        }

        for (var s = 0; s < steps.Count; s++)
        {
            var k = _count - 1 - s;
            var (table, difference, _) = steps[s];
            var weights = Weights(set, k, table);
            for (var i = 0; i < weights.Length; i++)
            {
                var added = weights[i] * difference[i] / weights.Length;
                worth += added;
                rows[table][i] += added;
            }
        }

        Worths[set] = worth;
        for (var player = 0; player < _count; player++)
        {
            var share = ShapleyValues.FactorOf(_count, player, set);
            TensorPrimitives.MultiplyAdd(rows[0], share, _influences[player][0], _influences[player][0]);
            TensorPrimitives.MultiplyAdd(rows[1], share, _influences[player][1], _influences[player][1]);
        }
    }

    /// <summary>α(k): the ratio of the first k variables under the choices and in a table, of mean 1.</summary>
    private double[] Weights(int set, int k, int table)
    {
        var weights = new double[_outcomes[table].Length];
        for (var j = 0; j < k; j++)
        {
            var chosen = (set >> j) & 1;
            if (chosen == table)
            {
                continue;
            }

            // The conditional density of variable j given those before it, after : before, or the inverse.
            var sign = chosen == 1 ? 1 : -1;
            var (with, without) = (_ratios[table][j + 1], _ratios[table][j]);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] += sign * (with[i] - without[i]);
            }
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Min(Math.Exp(weights[i]), LargestRatio);
        }

        var mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }
}
