using Isl.Grains.Effects.Samples;

namespace Isl.Grains.Effects.Estimators;

/// <summary>A variable of a formula, as numbers of levels.</summary>
/// <param name="Codes">The level of each row.</param>
/// <param name="Levels">The levels as they stand in answers.</param>
/// <param name="Values">The number that each level counts as, for an outcome.</param>
internal sealed record FormulaColumn(int[] Codes, object[] Levels, double[] Values)
{
    /// <summary>Reads a column.</summary>
    public static FormulaColumn Of(string name, EstimationData data)
    {
        if (name == data.Treatment.Name)
        {
            return new FormulaColumn(data.Treatment.Arms, [.. data.Treatment.Levels], []);
        }

        var values = name == data.OutcomeName ? data.Outcome : data.Columns[name].Values;
        var distinct = Samples.Levels.Distinct(values);
        int[] codes = [.. values.Select(value => Array.BinarySearch(distinct, value))];
        object[] levels = name == data.OutcomeName
            ? [.. distinct.Select(value => (object)value)]
            : [.. distinct.Select(value => Samples.Levels.Wire(data.Columns[name], value))];
        return new FormulaColumn(codes, levels, distinct);
    }
}
