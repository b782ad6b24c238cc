using Isl.Api.Requests;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Reads the weights of calibration rows and of the new case.</summary>
internal static class ConformalWeights
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("weights");

    /// <summary>The data with the weights as one more column, and the weight of the new case; as they are without weights.</summary>
    public static (Dataset? Calibration, double? CaseWeight) Read(List<double>? weights, Dataset? calibration, RequestErrors errors)
    {
        if (weights is null || calibration is null)
        {
            return (calibration, null);
        }

        var rows = calibration.Rows;
        if (weights.Count != rows + 1)
        {
            errors.Add(
                Place,
                $"There are {weights.Count} weights; give {rows + 1}, one for each of the {rows} rows and last that of the new case.");
            return (calibration, null);
        }

        for (var i = 0; i < weights.Count; i++)
        {
            if (!(weights[i] >= 0) || !(weights[i] <= MaxWeight))
            {
                errors.Add(Place.Item(i), $"The weight is {weights[i]}; a likelihood ratio lies between 0 and {MaxWeight}.");
                return (calibration, null);
            }
        }

        if (!(weights[^1] > 0) || !weights.Take(rows).Any(weight => weight > 0))
        {
            errors.Add(Place, "The weight of the new case and that of at least one row must be above 0.");
        }

        // The name of the column comes first in ordinal order, but for that of an outcome without a name.
        var first = calibration.Variables is [ConformalQuestion.OutcomeColumn, ..] ? 1 : 0;
        var values = new List<double>((calibration.Columns + 1) * rows);
        for (var column = 0; column < calibration.Columns + 1; column++)
        {
            values.AddRange(
                column == first ? weights.Take(rows)
                : calibration.Column(column < first ? column : column - 1).ToArray());
        }

        return (new Dataset(calibration.Variables.Insert(first, ConformalQuestion.WeightColumn), rows, values.ToArray()), weights[^1]);
    }

    private const double MaxWeight = 1e100;
}
