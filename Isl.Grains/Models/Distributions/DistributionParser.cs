using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models.Distributions;

/// <summary>Reads a distribution from its text or its parameters and gives the canonical form.</summary>
public static class DistributionParser
{
    /// <summary>Most values of a categorical or empirical distribution.</summary>
    public const int MaxValues = 100_000;

    /// <summary>Most trials of a binomial and largest mean of a Poisson distribution: their tables stay small.</summary>
    public const double MaxCount = 1e6;

    /// <summary>Most characters of a distribution's text.</summary>
    public const int MaxTextLength = 1_000_000;

    /// <summary>Reads text such as <c>normal(0, 50)</c>, <c>normal(std=50, mean=0)</c> or <c>categorical([0.2, 0.8])</c>.</summary>
    /// <param name="text">The family and its arguments, positional ones first, in NumPy's order; a list stands in square brackets.</param>
    /// <param name="path">JSON pointer to the text.</param>
    /// <exception cref="InputException">It names the column for what cannot be read, and the parameter for what is out of range.</exception>
    public static DistributionSpec Parse(string text, string path)
    {
        if (text.Length > MaxTextLength)
        {
            throw new InputException(path, $"The distribution has {text.Length} characters, the limit is {MaxTextLength}.");
        }

        var (name, arguments) = new DistributionTextReader(text, path).Read();
        var type = Find(name, path);
        var positional = PositionalNames(type, arguments.Count(argument => argument.Name.Length == 0));
        var taken = 0;
        var named = new List<KeyValuePair<string, ImmutableArray<double>>>();
        foreach (var (key, values, column) in arguments)
        {
            if (key.Length == 0 && taken >= positional.Length)
            {
                throw new InputException(
                    path,
                    $"column {column}: {DistributionParameters.NameOf(type)} takes {positional.Length} arguments ({string.Join(", ", positional)}).");
            }

            named.Add(new(key.Length == 0 ? positional[taken++] : key, values));
        }

        return Create(type, named, path, _ => path);
    }

    /// <summary>The canonical form of a family and its named parameters; a scalar is a list of one.</summary>
    /// <param name="type">Name of the family.</param>
    /// <param name="parameters">Parameters by name, in any order.</param>
    /// <param name="path">JSON pointer to the object that has the members <c>type</c> and <c>parameters</c>.</param>
    /// <exception cref="InputException">The family or a parameter is unknown, missing, given twice or out of range.</exception>
    public static DistributionSpec FromParameters(string type, IEnumerable<KeyValuePair<string, ImmutableArray<double>>> parameters, string path) =>
        Create(
            Find(type, $"{path}/type"),
            parameters,
            path,
            name => $"{path}/parameters/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    private static DistributionType Find(string name, string path) =>
        DistributionParameters.Find(name)
        ?? throw new InputException(
            path,
            $"'{Short(name)}' is no known distribution; use one of {string.Join(", ", Enum.GetValues<DistributionType>().Select(DistributionParameters.NameOf))}.");

    private static string[] PositionalNames(DistributionType type, int count) =>
        type switch
        {
            DistributionType.Categorical => count == 1 ? ["probabilities"] : ["values", "probabilities"],
            DistributionType.Empirical => ["values", "weights"],
            _ => [.. DistributionParameters.Of(type).Select(parameter => parameter.Name)],
        };

    private static DistributionSpec Create(
        DistributionType type,
        IEnumerable<KeyValuePair<string, ImmutableArray<double>>> given,
        string path,
        Func<string, string> pathOf)
    {
        var known = DistributionParameters.Of(type);
        var scalars = new double?[known.Length];
        var (values, weights) = ((ImmutableArray<double>?)null, (ImmutableArray<double>?)null);
        foreach (var (key, numbers) in given)
        {
            var name = key.Trim().ToLower(CultureInfo.InvariantCulture);
            if (numbers.Length > MaxValues)
            {
                throw new InputException(pathOf(key), $"'{name}' has {numbers.Length} values, the limit is {MaxValues}.");
            }

            if (numbers.Any(number => !double.IsFinite(number)))
            {
                throw new InputException(pathOf(key), $"'{name}' holds {numbers.First(number => !double.IsFinite(number))}; give finite numbers.");
            }

            if (type is DistributionType.Categorical or DistributionType.Empirical)
            {
                Take(name, ref values, ref weights);
            }
            else
            {
                TakeScalar(name);
            }

            void Take(string name, ref ImmutableArray<double>? values, ref ImmutableArray<double>? weights)
            {
                ref var target = ref weights;
                if (name is "values" or "data" or "samples" or "categories")
                {
                    target = ref values;
                }
                else if (name is not ("probabilities" or "probs" or "p" or "weights"))
                {
                    throw new InputException(
                        pathOf(key),
                        $"{DistributionParameters.NameOf(type)} has no parameter '{Short(name)}'; it takes values and {(type == DistributionType.Empirical ? "weights" : "probabilities")}.");
                }

                target = target is null
                    ? numbers
                    : throw new InputException(pathOf(key), $"'{name}' is given twice, perhaps under two names; keep one.");
            }

            void TakeScalar(string name)
            {
                var index = known.Select((parameter, i) => parameter.Means(name) ? i : -1).Max();
                if (index < 0)
                {
                    throw new InputException(
                        pathOf(key),
                        $"{DistributionParameters.NameOf(type)} has no parameter '{Short(name)}'; it takes {string.Join(", ", known.Select(parameter => parameter.Name))}.");
                }

                if (numbers.Length != 1)
                {
                    throw new InputException(pathOf(key), $"'{name}' must be one number, not a list of {numbers.Length}.");
                }

                if (scalars[index] is not null)
                {
                    throw new InputException(pathOf(key), $"'{name}' is given twice, perhaps under two names; keep one.");
                }

                var inverse = known[index].Inverts(name);
                if (inverse && !(numbers[0] > 0 && double.IsFinite(1 / numbers[0])))
                {
                    throw new InputException(pathOf(key), $"'{name}' is {Text(numbers[0])}; it must be above 0.");
                }

                scalars[index] = (inverse ? 1 / numbers[0] : numbers[0]) + 0.0;
            }
        }

        if (known.Length == 0)
        {
            return DistributionTables.Create(type, values, weights, path);
        }

        for (var i = 0; i < known.Length; i++)
        {
            scalars[i] ??=
                known[i].Default
                ?? throw new InputException(
                    path,
                    $"{DistributionParameters.NameOf(type)} needs '{known[i].Name}'; it takes {string.Join(", ", known.Select(parameter => parameter.Name))}.");
        }

        var parameters = scalars.Select(scalar => scalar.GetValueOrDefault()).ToImmutableArray();
        if (Wrong(type, parameters) is { } wrong)
        {
            throw new InputException(path, $"{DistributionParameters.NameOf(type)}: {wrong}");
        }

        return new DistributionSpec { Type = type, Parameters = parameters };
    }

    private const string TooWide = "the distance from low to high leaves the range of a double; scale the values down.";

    /// <summary>What is out of range; null when nothing is.</summary>
    private static string? Wrong(DistributionType type, ImmutableArray<double> p) =>
        type switch
        {
            DistributionType.Normal => NotNegative("std", p[1]),
            DistributionType.Lognormal => NotNegative("sigma", p[1]),
            DistributionType.Uniform => double.IsInfinity(p[1] - p[0]) ? TooWide
            : p[0] <= p[1] ? null
            : $"low is {Text(p[0])} and high is {Text(p[1])}; low must not be above high.",
            DistributionType.Triangular => double.IsInfinity(p[2] - p[0]) ? TooWide
            : p[0] <= p[1] && p[1] <= p[2] ? null
            : $"low, mode and high are {Text(p[0])}, {Text(p[1])} and {Text(p[2])}; they must ascend (the order of arguments is low, mode, high).",
            DistributionType.Exponential => Positive("scale", p[0]),
            DistributionType.Gamma => Positive("shape", p[0]) ?? Positive("scale", p[1]),
            DistributionType.Beta => Positive("a", p[0]) ?? Positive("b", p[1]),
            DistributionType.StudentT => Positive("df", p[0]) ?? NotNegative("scale", p[2]),
            DistributionType.Bernoulli => Probability(p[0]),
            DistributionType.Binomial => (
                p[0] >= 0 && p[0] <= MaxCount && p[0] == Math.Floor(p[0])
                    ? null
                    : $"n is {Text(p[0])}; it must be a whole number from 0 to {MaxCount:0}.") ?? Probability(p[1]),
            DistributionType.Poisson => p[0] >= 0 && p[0] <= MaxCount ? null : $"lam is {Text(p[0])}; it must be from 0 to {MaxCount:0}.",
            _ => null,
        };

    private static string? NotNegative(string name, double value) => value >= 0 ? null : $"{name} is {Text(value)}; it must not be negative.";

    private static string? Positive(string name, double value) => value is >= 1e-3 and <= 1e6 || (value > 0 && name == "scale") ? null
        : value > 0 ? $"{name} is {Text(value)}; it must be from 0.001 to 1e6." : $"{name} is {Text(value)}; it must be above 0.";

    private static string? Probability(double value) => value is >= 0 and <= 1 ? null : $"p is {Text(value)}; a probability is from 0 to 1.";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
