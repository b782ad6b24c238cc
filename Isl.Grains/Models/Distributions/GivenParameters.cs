using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models.Distributions;

/// <summary>Collects the parameters of a family as they are given, under any of their names, and gives the canonical form.</summary>
/// <param name="type">The family.</param>
/// <param name="path">JSON pointer to the distribution.</param>
/// <param name="pathOf">JSON pointer to a parameter by its name.</param>
internal sealed class GivenParameters(DistributionType type, string path, Func<string, string> pathOf)
{
    private readonly ImmutableArray<DistributionParameter> _known = DistributionParameters.Of(type);
    private readonly double?[] _scalars = new double?[DistributionParameters.Of(type).Length];
    private bool _hasPlainNames;
    private ImmutableArray<double>? _values;
    private ImmutableArray<double>? _weights;

    private string Family => DistributionParameters.NameOf(type);

    private bool HasLists => type is DistributionType.Categorical or DistributionType.Empirical;

    private string KnownNames => string.Join(", ", _known.Select(parameter => parameter.Name));

    /// <summary>Takes a parameter; a scalar is a list of one.</summary>
    /// <exception cref="InputException">It is unknown, given twice, or no parameter's value.</exception>
    public void Add(string key, ImmutableArray<double> numbers)
    {
        var name = key.Trim().ToLower(CultureInfo.InvariantCulture);
        if (numbers.Length > DistributionParser.MaxValues)
        {
            throw Error(key, $"'{name}' has {numbers.Length} values; the limit is {DistributionParser.MaxValues}.");
        }

        if (numbers.Any(number => !double.IsFinite(number)))
        {
            throw Error(key, $"'{name}' holds {numbers.First(number => !double.IsFinite(number))}; give finite numbers.");
        }

        if (HasLists)
        {
            AddList(key, name, numbers);
        }
        else
        {
            AddScalar(key, name, numbers);
        }
    }

    /// <summary>The canonical form.</summary>
    /// <exception cref="InputException">A parameter is missing or out of range.</exception>
    public DistributionSpec ToSpec()
    {
        if (_known.IsEmpty)
        {
            return DistributionTables.Create(type, _values, _weights, path);
        }

        var parameters = _known
            .Select((parameter, i) => _scalars[i] ?? parameter.Default
                ?? throw new InputException(path, $"{Family} needs '{parameter.Name}'; it takes {KnownNames}."))
            .ToImmutableArray();
        return DistributionRanges.Wrong(type, parameters) is { } wrong
            ? throw new InputException(path, $"{Family}: {wrong}")
            : new DistributionSpec { Type = type, Parameters = parameters, HasPlainNames = _hasPlainNames };
    }

    private void AddList(string key, string name, ImmutableArray<double> numbers)
    {
        ref var target = ref _weights;
        if (name is "values" or "data" or "samples" or "categories")
        {
            target = ref _values;
        }
        else if (name is not ("probabilities" or "probs" or "p" or "weights"))
        {
            var weights = type == DistributionType.Empirical ? "weights" : "probabilities";
            throw Error(key, $"{Family} has no parameter '{DistributionParser.Short(name)}'; it takes values and {weights}.");
        }

        target = target is null ? numbers : throw GivenTwice(key, name);
    }

    private void AddScalar(string key, string name, ImmutableArray<double> numbers)
    {
        var index = _known.Select((parameter, i) => parameter.Means(name) ? i : -1).Max();
        if (index < 0)
        {
            throw Error(key, $"{Family} has no parameter '{DistributionParser.Short(name)}'; it takes {KnownNames}.");
        }

        if (numbers.Length != 1)
        {
            throw Error(key, $"'{name}' must be one number, not a list of {numbers.Length}.");
        }

        if (_scalars[index] is not null)
        {
            throw GivenTwice(key, name);
        }

        var inverse = _known[index].Inverts(name);
        if (inverse && !(numbers[0] > 0 && double.IsFinite(1 / numbers[0])))
        {
            throw Error(key, $"'{name}' is {DistributionText.Number(numbers[0])}; it must be above 0.");
        }

        _hasPlainNames |= type == DistributionType.Lognormal && name is ("mean" or "std" or "sd");
        _scalars[index] = (inverse ? 1 / numbers[0] : numbers[0]) + 0.0;
    }

    private InputException GivenTwice(string key, string name) =>
        Error(key, $"'{name}' is given twice, perhaps under two names; keep one.");

    private InputException Error(string key, string what) => new(pathOf(key), what);
}
