using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models.Distributions;

/// <summary>A scalar parameter of a family of distributions.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="Aliases">Other names with the same meaning, as NumPy, SciPy and Math.NET use them.</param>
/// <param name="Default">Value where none is given; null where one must be.</param>
/// <param name="Inverse">Names that mean one over the parameter (a rate for a scale).</param>
public sealed record DistributionParameter(
    string Name,
    ImmutableArray<string> Aliases,
    double? Default = null,
    ImmutableArray<string> Inverse = default
)
{
    /// <summary>Whether a name means this parameter or its inverse.</summary>
    public bool Means(string name) => name == Name || Aliases.Contains(name) || Inverts(name);

    /// <summary>Whether a name means one over this parameter.</summary>
    public bool Inverts(string name) => !Inverse.IsDefault && Inverse.Contains(name);
}

/// <summary>The parameters of each family, in the order that positional arguments have (NumPy's, where it has the family).</summary>
public static class DistributionParameters
{
    private static readonly ImmutableArray<string> Location = ["mu", "loc", "location"];
    private static readonly ImmutableArray<string> Spread = ["sigma", "sd", "scale", "stddev", "standard_deviation"];
    private static readonly ImmutableArray<string> Lower = ["min", "minimum", "lower", "a", "left"];
    private static readonly ImmutableArray<string> Upper = ["max", "maximum", "upper", "b", "right"];

    private static readonly ImmutableArray<ImmutableArray<DistributionParameter>> Table =
    [
        [new("mean", Location), new("std", Spread)],
        // SciPy's loc and scale of a lognormal mean something else, so those names are not taken.
        [new("mu", ["mean", "meanlog", "mean_log"]), new("sigma", ["std", "sd", "sdlog", "std_log"])],
        [new("low", Lower), new("high", Upper)],
        [new("low", Lower), new("mode", ["c", "peak"]), new("high", Upper)],
        [new("scale", ["mean"], Inverse: ["rate", "lambda", "lam"])],
        [new("shape", ["k", "alpha", "a"]), new("scale", ["theta"], Inverse: ["rate", "beta", "b"])],
        [new("a", ["alpha"]), new("b", ["beta"])],
        [new("df", ["dof", "freedom", "nu", "degrees_of_freedom"]), new("loc", ["location", "mean", "mu"], 0), new("scale", ["sigma"], 1)],
        [new("p", ["prob", "probability"])],
        [new("n", ["trials"]), new("p", ["prob", "probability"])],
        [new("lam", ["lambda", "rate", "mean", "mu"])],
        [],
        [new("value", ["c", "constant"])],
        [],
        [
            new("mean", Location),
            new("std", Spread),
            new("low", Bound(Lower), double.NegativeInfinity),
            new("high", Bound(Upper), double.PositiveInfinity),
        ],
        [new("scale", ["sigma", "std", "sd"])],
        [new("shape", ["k", "c", "a", "alpha"]), new("scale", ["lambda", "lam", "b", "beta"], 1)],
        [new("loc", ["mu", "mean", "location"], 0), new("scale", ["b", "diversity"], 1)],
        [new("loc", ["x0", "location", "median"], 0), new("scale", ["gamma", "hwhm"], 1)],
        [new("low", Lower), new("mode", ["c", "peak", "most_likely", "likely"]), new("high", Upper), new("lambda", ["lam", "weight"], 4)],
    ];

    /// <summary>Bounds of a truncation: SciPy's a and b are in other units there, so those names are not taken.</summary>
    private static ImmutableArray<string> Bound(ImmutableArray<string> names) => [.. names.Where(name => name.Length > 1)];

    /// <summary>The scalar parameters of a family.</summary>
    public static ImmutableArray<DistributionParameter> Of(DistributionType type) => Table[(int)type];

    /// <summary>The family's name as it is written, such as <c>student_t</c>.</summary>
    public static string NameOf(DistributionType type) => type switch
    {
        DistributionType.StudentT => "student_t",
        DistributionType.TruncatedNormal => "truncated_normal",
        DistributionType.HalfNormal => "half_normal",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>The family by name; also <c>gaussian</c>, <c>log_normal</c>, <c>t</c>, <c>discrete</c>, <c>truncated</c> and the like.</summary>
    public static DistributionType? Find(string name) => name.Trim().ToLower(CultureInfo.InvariantCulture) switch
    {
        "gaussian" => DistributionType.Normal,
        "log_normal" => DistributionType.Lognormal,
        "t" or "studentt" or "standard_t" => DistributionType.StudentT,
        "discrete" => DistributionType.Categorical,
        "truncated" or "truncatednormal" or "normal_truncated" => DistributionType.TruncatedNormal,
        "halfnormal" or "half_gaussian" => DistributionType.HalfNormal,
        "double_exponential" => DistributionType.Laplace,
        "beta_pert" or "betapert" => DistributionType.Pert,
        var known => Enum.GetValues<DistributionType>().Where(type => NameOf(type) == known).Select(type => (DistributionType?)type).FirstOrDefault(),
    };
}
