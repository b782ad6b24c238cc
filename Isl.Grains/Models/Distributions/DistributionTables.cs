using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models.Distributions;

/// <summary>Canonical tables of categorical and empirical distributions.</summary>
internal static class DistributionTables
{
    /// <summary>How far probabilities may add up from 1 before they are refused; within it they are scaled to 1.</summary>
    private const double SumTolerance = 1e-6;

    /// <summary>Sorts values, merges equal ones, drops impossible ones and scales the probabilities to 1.</summary>
    public static DistributionSpec Create(DistributionType type, ImmutableArray<double>? values, ImmutableArray<double>? weights, string path)
    {
        var categorical = type == DistributionType.Categorical;
        var (weight, plural) = categorical ? ("probability", "probabilities") : ("weight", "weights");
        if (categorical && weights is null)
        {
            throw new InputException(path, "categorical needs 'probabilities', and 'values' where they are not 0, 1, 2, …");
        }

        var (points, masses) = categorical
            ? (values ?? [.. Enumerable.Range(0, weights!.Value.Length).Select(i => (double)i)], weights!.Value)
            : (
                values ?? throw new InputException(path, "empirical needs 'values', the observed numbers."),
                weights ?? [.. values.Value.Select(_ => 1.0)]);
        if (points.IsEmpty || points.Length != masses.Length)
        {
            throw new InputException(
                path,
                $"{DistributionParameters.NameOf(type)} has {points.Length} {(points.Length == 1 ? "value" : "values")} and "
                + $"{masses.Length} {(masses.Length == 1 ? weight : plural)}; "
                + "give as many of one as of the other, and at least one.");
        }

        if (masses.Any(mass => mass < 0))
        {
            throw new InputException(
                path,
                $"A {weight} is {DistributionText.Number(masses.First(mass => mass < 0))}; it must not be negative.");
        }

        var sum = masses.Sum();
        if (!(sum > 0 && double.IsFinite(sum)) || (categorical && Math.Abs(sum - 1) > SumTolerance))
        {
            throw new InputException(
                path,
                $"The {plural} add up to {DistributionText.Number(sum)}; they must add up to {(categorical ? "1" : "more than 0")}.");
        }

        var groups = points.Zip(masses)
            .Where(pair => pair.Second > 0)
            .GroupBy(pair => pair.First + 0.0)
            .OrderBy(group => group.Key)
            .Select(group => (Value: group.Key, Mass: group.Sum(pair => pair.Second) / sum))
            .Where(group => group.Mass > 0)
            .ToList();
        return new DistributionSpec
        {
            Type = type,
            Parameters = [],
            Values = [.. groups.Select(group => group.Value)],
            Probabilities = [.. groups.Select(group => group.Mass)],
        };
    }
}
