using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Estimators;

/// <summary>A formula evaluated on a table of counts, and the means that it gives.</summary>
internal sealed class FrequencyTable(
    EstimationData data, string[] names, List<FormulaColumn> columns, int[] rowCells, double[] joint, FormulaEvaluation formula)
{
    private readonly int _treatment = Array.IndexOf(names, data.Treatment.Name);
    private readonly int _outcome = Array.IndexOf(names, data.OutcomeName);

    /// <summary>Variables that the formula leaves free besides treatment and outcome.</summary>
    public ImmutableArray<int> Free => [.. formula.Values.Variables.Where(variable => variable != _treatment && variable != _outcome)];

    /// <summary>The comparison of two levels.</summary>
    public PairDraft Compare(ArmPair pair) => Differences.Of(Mean(pair.From), Mean(pair.To), pair.Factor);

    /// <summary>The effect for each value of the free variables.</summary>
    public ImmutableArray<FreeValueEffect> ByFreeValue(ArmPair pair)
    {
        var (shares, _) = formula.Marginal(Free);
        var (from, to) = (ByFree(pair.From), ByFree(pair.To));
        return
        [
            .. Enumerable.Range(0, shares.Values.Length).Where(at => shares.Values[at] > 0).Select(at => new FreeValueEffect
            {
                Value = Reports(pair.Factor * (to[at] - from[at])),
                Share = WireNumber.Round(shares.Values[at]),
                Values = Labels(at, shares.Levels),
            }),
        ];
    }

    private static double? Reports(double value) => double.IsFinite(value) ? WireNumber.Round(value) : null;

    private Dictionary<string, JsonElement> Labels(int cell, ImmutableArray<int> levels)
    {
        var labels = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        for (var k = levels.Length - 1; k >= 0; k--)
        {
            (cell, var digit) = Math.DivRem(cell, levels[k]);
            labels[names[Free[k]]] = JsonSerializer.SerializeToElement(columns[Free[k]].Levels[digit], IslJson.Options);
        }

        return labels;
    }

    /// <summary>The mean outcome at a level, for each combination of the free variables.</summary>
    private double[] ByFree(int arm)
    {
        var means = new double[Free.Aggregate(1, (size, variable) => size * columns[variable].Levels.Length)];
        Walk((cell, treatment, outcome, free) => means[free] += treatment == arm || treatment < 0 ? outcome * formula.Values.Values[cell] : 0);
        return means;
    }

    private MeanDraft Mean(int arm)
    {
        var (shares, toFree) = formula.Marginal(Free);
        var means = ByFree(arm);
        var mean = 0.0;
        for (var at = 0; at < means.Length; at++)
        {
            if (shares.Values[at] > 0 && !double.IsFinite(means[at]))
            {
                throw Divided(arm);
            }

            mean += shares.Values[at] > 0 ? shares.Values[at] * means[at] : 0;
        }

        var gradient = new double[formula.Values.Values.Length];
        Walk((cell, treatment, outcome, free) => gradient[cell] = treatment == arm || treatment < 0 ? outcome * shares.Values[free] : 0);
        var derivatives = formula.Derivatives(gradient);
        for (var cell = 0; cell < joint.Length; cell++)
        {
            derivatives[cell] += shares.Values[toFree[cell]] > 0 ? means[toFree[cell]] : 0;
        }

        var centre = 0.0;
        for (var cell = 0; cell < joint.Length; cell++)
        {
            centre += joint[cell] * derivatives[cell];
        }

        var contributions = new double[data.Rows];
        var total = data.TotalWeight;
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = data.Weight(i) / total * (derivatives[rowCells[i]] - centre);
        }

        return new MeanDraft(mean, contributions);
    }

    /// <summary>Visits the cells of the formula's values: the cell, its treatment (-1 where it holds none), its outcome, its free
    /// combination.</summary>
    private void Walk(Action<int, int, double, int> visit)
    {
        var (variables, levels) = (formula.Values.Variables, formula.Values.Levels);
        var toFree = FrequencyTensor.Project(variables, levels, Free, [.. Free.Select(variable => columns[variable].Levels.Length)]);
        var (treatmentAt, outcomeAt) = (variables.IndexOf(_treatment), variables.IndexOf(_outcome));
        for (var cell = 0; cell < toFree.Length; cell++)
        {
            visit(cell, Digit(cell, levels, treatmentAt), columns[_outcome].Values[Digit(cell, levels, outcomeAt)], toFree[cell]);
        }
    }

    private static int Digit(int cell, ImmutableArray<int> levels, int at)
    {
        if (at < 0)
        {
            return -1;
        }

        for (var k = levels.Length - 1; k > at; k--)
        {
            cell /= levels[k];
        }

        return cell % levels[at];
    }

    private InputException Divided(int arm)
    {
        var where = formula.Empty is { } empty
            ? string.Join(", ", empty.Variables.Select((variable, k) => $"{names[variable]} = "
                + $"{Levels.Text(columns[variable].Levels[empty.Cell[k]])}"))
            : $"{data.Treatment.Name} = {Levels.Text(data.Treatment.Levels[arm])}";
        return new InputException(
            SampleRows.Place,
            $"No row has {where}, and the formula of plug_in divides by how often that occurs; group levels, or use another estimator.");
    }
}
