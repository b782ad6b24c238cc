using System.Globalization;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>Observed values against what the model says.</summary>
internal static class EvidenceErrors
{
    /// <summary>How far a value may be from what the model says, relative to their size or 1, and still agree.</summary>
    public const double Agreement = 1e-9;

    /// <summary>Whether two numbers are the same but for rounding.</summary>
    public static bool Agrees(double a, double b) => Math.Abs(a - b) <= Agreement * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    /// <summary>An observed value cannot be.</summary>
    public static InputException Impossible(Abduction abduction, string variable, string why) =>
        new(ModelPaths.Member(abduction.Place, variable), $"'{variable}' cannot have the observed value: {why}; correct the value or the model.");

    /// <summary>A number in such a message.</summary>
    public static string Text(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}
