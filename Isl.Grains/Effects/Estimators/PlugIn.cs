using System.Collections.Immutable;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>The identifying formula on the frequencies of the data.</summary>
/// <remarks>Errors: the delta method of the multinomial distribution.</remarks>
internal static class PlugIn
{
    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec) => Evaluate(
        context,
        Planning.FreeVariables.Strip(context.Plan.Formula!, context.Plan.Graph, context.Data.Treatment.Name, context.Data.OutcomeName));

    /// <summary>The comparisons by a formula.</summary>
    /// <exception cref="InputException">It divides by a cell that is empty.</exception>
    public static EstimatorDraft Evaluate(EstimationContext context, Estimand formula)
    {
        var data = context.Data;
        string[] names = [.. Planning.FormulaNames.Of(formula).Union([data.Treatment.Name, data.OutcomeName]).Order(StringComparer.Ordinal)];
        var coded = names.Select(name => FormulaColumn.Of(name, data)).ToList();
        ImmutableArray<int> levels = [.. coded.Select(column => column.Levels.Length)];
        var cells = levels.Aggregate(1L, (size, level) => size * level);
        if (cells > Planning.Countable.MostCells)
        {
            throw new InputException(
                SampleRows.Place,
                $"The formula runs over {cells} combinations of levels; at most {Planning.Countable.MostCells} are taken, so group levels.");
        }

        var (rowCells, joint) = Count(data, coded, levels);
        var table = new FrequencyTable(data, names, coded, rowCells, joint, new FormulaEvaluation(formula, names, levels, joint));
        var free = table.Free;
        PairDraft[] pairs = [.. context.Contrast.Pairs.Select(table.Compare)];
        return new EstimatorDraft(
            [.. pairs],
            ErrorKinds.Stacked(data, "delta_multinomial"),
            new EstimateDiagnostics
            {
                Cells = (int)cells,
                FreeVariables = free.Length == 0 ? null : [.. free.Select(variable => names[variable])],
                ByFreeValue = free.Length == 0 ? null : table.ByFreeValue(context.Contrast.Pairs[0]),
            },
            [.. free.Length == 0 ? [] : new Finding[] { new FormulaLeavesFree([.. free.Select(variable => names[variable])]) }]);
    }

    private static (int[] Cells, double[] Joint) Count(EstimationData data, List<FormulaColumn> coded, ImmutableArray<int> levels)
    {
        var joint = new double[levels.Aggregate(1, (size, level) => size * level)];
        var cells = new int[data.Rows];
        var total = data.TotalWeight;
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = 0;
            for (var k = 0; k < coded.Count; k++)
            {
                cell = (cell * levels[k]) + coded[k].Codes[i];
            }

            cells[i] = cell;
            joint[cell] += data.Weight(i) / total;
        }

        return (cells, joint);
    }
}
