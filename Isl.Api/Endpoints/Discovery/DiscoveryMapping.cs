using System.Collections.Immutable;
using Isl.Discovery;
using Isl.Errors;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Requests to data sets and questions in their canonical form.</summary>
public static class DiscoveryMapping
{
    private const int DefaultMaxIterations = 100;
    private const int MostIterations = 10_000;
    private const double DefaultThreshold = 0.3;
    private const double DefaultLambda1 = 0.1;
    private const double MostThreshold = 1e6;

    private static readonly ImmutableSortedDictionary<string, DiscoveryAlgorithm> Algorithms = new Dictionary<string, DiscoveryAlgorithm>
    {
        ["notears"] = DiscoveryAlgorithm.Notears,
        ["correlation"] = DiscoveryAlgorithm.Correlation,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The question of a request.</summary>
    /// <exception cref="InputException">A part is unknown or out of range.</exception>
    public static DiscoveryQuestion ToQuestion(this DiscoverRequest request)
    {
        var errors = new List<InputError>();
        var algorithm = DiscoveryAlgorithm.Notears;
        if (request.Algorithm is { } name && !Algorithms.TryGetValue(name, out algorithm))
        {
            errors.Add(new InputError("/algorithm", $"There is no algorithm '{name}'; choose one of {string.Join(", ", Algorithms.Keys)}."));
        }

        var scaling = DataScaling.Standardize;
        if (request.Scaling is not (null or "standardize" or "none"))
        {
            errors.Add(new InputError("/scaling", $"scaling is '{request.Scaling}'; it must be standardize or none."));
        }
        else if (request.Scaling == "none")
        {
            scaling = DataScaling.None;
        }

        var maxIterations = request.MaxIter ?? DefaultMaxIterations;
        if (maxIterations is < 1 or > MostIterations)
        {
            errors.Add(new InputError("/max_iter", $"max_iter is {maxIterations}; it must be from 1 to {MostIterations}."));
        }

        var threshold = InRange(request.Threshold ?? DefaultThreshold, "threshold", errors);
        var lambda1 = InRange(request.Lambda1 ?? DefaultLambda1, "lambda1", errors);
        var prior = ToPrior(request.PriorKnowledge, errors);
        return errors.Count > 0
            ? throw new InputException([.. errors])
            : new DiscoveryQuestion(algorithm, maxIterations, threshold, lambda1, scaling, prior, request.Seed);
    }

    /// <summary>The data of a request, every cell checked.</summary>
    /// <exception cref="InputException">The data are missing or flawed.</exception>
    public static Dataset ToDataset(this DiscoverRequest request, DataLimits limits)
    {
        if (request.Data is not null && request.DataCsv is not null)
        {
            throw new InputException("/data_csv", "Both data and data_csv are given; send one of them.");
        }

        if (request.DataCsv is { } csv)
        {
            return CsvRows.Read(csv, "/data_csv").ToDataset(request.VariableNames, limits);
        }

        if (request.Data is not { } rows)
        {
            throw new InputException("/data", "data is missing; send a list of rows, or CSV text as data_csv.");
        }

        if (!rows.Positional)
        {
            return rows.Table.ToDataset(request.VariableNames, limits);
        }

        if (request.VariableNames is not { Count: > 0 } names)
        {
            throw new InputException("/variable_names", "variable_names is missing; rows that are lists need a name for each column.");
        }

        if (names.Count != rows.Table.Names.Count)
        {
            throw new InputException("/variable_names", $"variable_names holds {names.Count} names, the rows have {rows.Table.Names.Count} columns; name every column.");
        }

        return rows.Table.WithNames(names).ToDataset(names, limits);
    }

    private static double InRange(double value, string name, List<InputError> errors)
    {
        if (!(value >= 0 && value <= MostThreshold))
        {
            errors.Add(new InputError($"/{name}", $"{name} is {value}; it must be from 0 to {MostThreshold:0}."));
        }

        return value;
    }

    private static PriorKnowledge ToPrior(PriorKnowledgeDto? prior, List<InputError> errors) => prior is null
        ? PriorKnowledge.None
        : new PriorKnowledge(
            ToEdges(prior.RequiredEdges, "required_edges", errors),
            ToEdges(prior.ForbiddenEdges, "forbidden_edges", errors),
            [.. (prior.Tiers ?? []).Select(tier => (tier ?? []).Order(StringComparer.Ordinal).ToImmutableArray())]);

    private static ImmutableArray<NamedEdge> ToEdges(List<List<string>>? edges, string name, List<InputError> errors)
    {
        var named = new List<NamedEdge>();
        for (var i = 0; i < (edges?.Count ?? 0); i++)
        {
            if (edges![i] is { Count: 2 } pair && pair.TrueForAll(end => !string.IsNullOrEmpty(end)))
            {
                named.Add(new NamedEdge(pair[0], pair[1]));
            }
            else
            {
                errors.Add(new InputError($"/prior_knowledge/{name}/{i}", "This is not an edge; write a pair of variable names such as [\"A\", \"B\"]."));
            }
        }

        return [.. named.Distinct().OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal)];
    }
}
