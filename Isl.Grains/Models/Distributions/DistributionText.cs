using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models.Distributions;

/// <summary>Writes distributions as <see cref="DistributionParser"/> reads them.</summary>
public static class DistributionText
{
    private const int MostValues = 5;

    /// <summary>The canonical text, such as <c>normal(mean=0, std=50)</c>; long lists of values are cut.</summary>
    public static string Of(DistributionSpec distribution)
    {
        var names = DistributionParameters.Of(distribution.Type);
        var parts = distribution.Parameters
            .Select((value, i) => (names[i].Name, Value: value))
            .Where(parameter => double.IsFinite(parameter.Value)) // a bound that was not given
            .Select(parameter => $"{parameter.Name}={Number(parameter.Value)}");
        if (!distribution.Values.IsEmpty)
        {
            parts = parts.Append($"values={List(distribution.Values)}").Append($"probabilities={List(distribution.Probabilities)}");
        }

        return $"{DistributionParameters.NameOf(distribution.Type)}({string.Join(", ", parts)})";
    }

    /// <summary>A number with every digit it has.</summary>
    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string List(ImmutableArray<double> values) =>
        $"[{string.Join(", ", values.Take(MostValues).Select(Number))}{(values.Length > MostValues ? $", … {values.Length} in all" : "")}]";
}
