using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Isl.Grains.Interfaces.Models;
using Isl.Tests.Unit.Counterfactuals;

namespace Isl.Tests.Unit.Contrasts;

/// <summary>Models and values in a line: <c>Y = 2 * X + noise : normal(0, 1); X ~ normal(0, 1)</c> and <c>X=1 Y=2</c>.</summary>
internal static partial class TestModels
{
    private static readonly string[] Words = ["noise", "normal", "exp", "sqrt", "abs", "min", "log"];

    /// <summary>A model; names that formulas read and nothing defines are variables left open.</summary>
    public static StructuralModel Of(string text)
    {
        string[] lines = [.. text.Split(';').Select(line => line.Trim().Replace(" : ", " | ", StringComparison.Ordinal))];
        string[] defined = [.. lines.Select(line => line.Split(' ')[0])];
        var open = Name().Matches(text).Select(match => match.Value).Distinct().Except(defined).Except(Words).Order(StringComparer.Ordinal);
        return ExampleModels.Of([.. open, .. lines]);
    }

    /// <summary>Values by variable.</summary>
    public static ImmutableArray<VariableValue> Values(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .Select(pair => new VariableValue(pair[0], double.Parse(pair[1], CultureInfo.InvariantCulture)))
            .OrderBy(value => value.Variable, StringComparer.Ordinal),
    ];

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Name();
}
