using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>Checks of fields that every endpoint has: choices, ranges, names.</summary>
internal static class Fields
{
    /// <summary>The value of a choice by name; the usual one where none is given.</summary>
    /// <param name="given">The name; null for none.</param>
    /// <param name="choices">The choices, in the order they are listed to callers.</param>
    /// <param name="usual">The value where no name is given, or none of a choice.</param>
    /// <param name="place">Its place.</param>
    /// <param name="errors">Takes the mistake.</param>
    /// <param name="what">What is chosen; the name of its place unless given.</param>
    public static T Choice<T>(
        string? given, ImmutableArray<(string Name, T Value)> choices, T usual, JsonPointer place, RequestErrors errors, string? what = null)
    {
        if (given is null)
        {
            return usual;
        }

        foreach (var (choice, value) in choices)
        {
            if (choice == given)
            {
                return value;
            }
        }

        var near = Spelling.Nearest(given, choices.Select(choice => choice.Name));
        var meant = near.Count > 0 ? $"did you mean `{near[0]}`? The choices are" : "choose one of";
        errors.Add(
            place,
            $"There is no {what ?? place.Name} '{Shown.Short(given)}'; {meant} {string.Join(", ", choices.Select(choice => choice.Name))}.");
        return usual;
    }

    /// <summary>A number, checked against its range.</summary>
    /// <param name="value">The number.</param>
    /// <param name="least">Least value taken.</param>
    /// <param name="most">Greatest value taken.</param>
    /// <param name="place">Its place.</param>
    /// <param name="errors">Takes the mistake.</param>
    /// <param name="range">The range in words; its ends unless given.</param>
    public static double InRange(double value, double least, double most, JsonPointer place, RequestErrors errors, string? range = null)
    {
        if (value >= least && value <= most)
        {
            return value;
        }

        var words = range ?? string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        var share = Math.Round(value / 100, 12);
        var advice = most <= 1 && value > 1 && share >= least && share <= most
            ? string.Create(CultureInfo.InvariantCulture, $". For {value} % send {share}")
            : "";
        errors.Add(place, string.Create(CultureInfo.InvariantCulture, $"{place.Name} is {value}; it must be {words}{advice}."));
        return least;
    }

    /// <summary>Notes a mistake for every empty name in a list.</summary>
    public static void CheckNames(IReadOnlyList<string?>? names, JsonPointer place, RequestErrors errors)
    {
        for (var i = 0; i < (names?.Count ?? 0); i++)
        {
            if (string.IsNullOrEmpty(names![i]))
            {
                errors.AddMissing(place.Item(i), $"{place.Item(i)} is empty; name a node of the graph.");
            }
        }
    }

    /// <summary>Names in ordinal order.</summary>
    public static ImmutableArray<string> Sorted(IEnumerable<string>? names) => [.. (names ?? []).Order(StringComparer.Ordinal)];
}
