using System.Collections.Immutable;
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

    private const int MostShown = 40;

    /// <summary>Reads text such as <c>normal(0, 50)</c>, <c>normal(std=50, mean=0)</c> or <c>categorical([0.2, 0.8])</c>.</summary>
    /// <param name="text">The family and its arguments, positional ones first, in NumPy's order; a list stands in square brackets.</param>
    /// <param name="path">JSON pointer to the text.</param>
    /// <exception cref="InputException">It names the column for what cannot be read, and the parameter for what is out of range.</exception>
    public static DistributionSpec Parse(string text, string path)
    {
        if (text.Length > MaxTextLength)
        {
            throw new InputException(path, $"The distribution has {text.Length} characters; the limit is {MaxTextLength}.");
        }

        var (name, arguments) = new DistributionTextReader(text, path).Read();
        var type = Find(name, path);
        var positional = PositionalNames(type, arguments.Count(argument => argument.Name.Length == 0));
        var parameters = new GivenParameters(type, path, _ => path);
        var taken = 0;
        foreach (var (key, values, column) in arguments)
        {
            if (key.Length == 0 && taken >= positional.Length)
            {
                throw new InputException(path, $"column {column}: {TakesOnly(type, positional)}");
            }

            parameters.Add(key.Length == 0 ? positional[taken++] : key, values);
        }

        return parameters.ToSpec();
    }

    /// <summary>The canonical form of a family and its named parameters; a scalar is a list of one.</summary>
    /// <param name="type">Name of the family.</param>
    /// <param name="parameters">Parameters by name, in any order.</param>
    /// <param name="path">JSON pointer to the object that has the members <c>type</c> and <c>parameters</c>.</param>
    /// <exception cref="InputException">The family or a parameter is unknown, missing, given twice or out of range.</exception>
    public static DistributionSpec FromParameters(string type, IEnumerable<KeyValuePair<string, ImmutableArray<double>>> parameters, string path)
    {
        var given = new GivenParameters(Find(type, $"{path}/type"), path, name => ModelPaths.Member($"{path}/parameters", name));
        foreach (var (name, values) in parameters)
        {
            given.Add(name, values);
        }

        return given.ToSpec();
    }

    /// <summary>A name for a message, cut where it is long.</summary>
    internal static string Short(string name) => name.Length <= MostShown ? name : name[..MostShown] + "…";

    private static DistributionType Find(string name, string path)
    {
        var families = Enum.GetValues<DistributionType>().Select(DistributionParameters.NameOf);
        return DistributionParameters.Find(name)
            ?? throw new InputException(path, $"There is no distribution '{Short(name)}'; use one of {string.Join(", ", families)}.");
    }

    private static string[] PositionalNames(DistributionType type, int count) => type switch
    {
        DistributionType.Categorical => count == 1 ? ["probabilities"] : ["values", "probabilities"],
        DistributionType.Empirical => ["values", "weights"],
        _ => [.. DistributionParameters.Of(type).Select(parameter => parameter.Name)],
    };

    private static string TakesOnly(DistributionType type, string[] positional) =>
        $"{DistributionParameters.NameOf(type)} takes {positional.Length} {(positional.Length == 1 ? "argument" : "arguments")} "
        + $"({string.Join(", ", positional)}).";
}
