using System.Collections.Immutable;
using System.Globalization;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Requests to data sets and questions in their canonical form.</summary>
public static class DiscoveryMapping
{
    private const string DescriptionPath = "/domain_description";
    private const int MostIterations = 10_000;
    private const double Most = 1e6;
    private const double LeastTolerance = 1e-16;
    private const double LeastAlpha = 1e-12;

    /// <summary>The question of a request about data.</summary>
    /// <exception cref="InputException">A part is unknown or out of range.</exception>
    public static DiscoveryQuestion ToQuestion(this DiscoverRequest request)
    {
        var errors = new List<InputError>();
        var question = ToQuestion(request, errors);
        return errors.Count > 0 ? throw new InputException([.. errors]) : question;
    }

    /// <summary>The question of a request about data and sentences.</summary>
    /// <exception cref="InputException">A part is missing, unknown or out of range.</exception>
    public static DiscoveryQuestion ToHybridQuestion(this HybridRequest request, DataLimits limits)
    {
        var errors = new List<InputError>();
        var question = ToQuestion(request, errors) with
        {
            Knowledge = new SoftKnowledge(
                Description(request.DomainDescription, limits, errors),
                InRange(request.DataWeight ?? DiscoveryDefaults.DataWeight, 0, 1, "data_weight", errors)),
        };
        return errors.Count > 0 ? throw new InputException([.. errors]) : question;
    }

    /// <summary>The question of a request without data.</summary>
    /// <exception cref="InputException">A part is missing or flawed.</exception>
    public static KnowledgeQuestion ToQuestion(this KnowledgeRequest request, DataLimits limits)
    {
        var errors = new List<InputError>();
        var text = Description(request.DomainDescription, limits, errors);
        var names = (request.VariableNames ?? []).ToImmutableArray();
        if (request.VariableNames is null)
        {
            errors.Add(new InputError("/variable_names", "variable_names is missing; name the variables that the sentences are about."));
        }
        else
        {
            VariableNames.Check(names, limits, errors);
        }

        var prior = PriorKnowledgeMapping.ToPrior(request.PriorKnowledge, errors);
        return errors.Count > 0 ? throw new InputException([.. errors]) : new KnowledgeQuestion(text, names, prior);
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
            return CsvRows.Read(csv.Utf8.Span, "/data_csv").ToDataset(request.VariableNames, limits);
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
            throw new InputException(
                "/variable_names",
                $"variable_names holds {names.Count} names, the rows have {rows.Table.Names.Count} columns; name every column.");
        }

        var errors = new List<InputError>();
        VariableNames.Check([.. names], limits, errors);
        return errors.Count > 0 ? throw new InputException([.. errors]) : rows.Table.WithNames(names).ToDataset(names, limits);
    }

    private static DiscoveryQuestion ToQuestion(DiscoverRequest request, List<InputError> errors)
    {
        var algorithm = Choice(request.Algorithm, Choices.Algorithms, DiscoveryAlgorithm.Notears, "algorithm", errors);
        return new DiscoveryQuestion
        {
            Algorithm = algorithm,
            MaxIterations = (int)InRange(request.MaxIter ?? DiscoveryDefaults.MaxIterations, 1, MostIterations, "max_iter", errors),
            Threshold = request.Threshold is { } threshold ? InRange(threshold, 0, Most, "threshold", errors) : DefaultThreshold(algorithm),
            Lambda1 = request.Lambda1 is { } lambda ? InRange(lambda, 0, Most, "lambda1", errors) : DefaultLambda(algorithm),
            HTolerance = InRange(request.HTol ?? DiscoveryDefaults.HTolerance, LeastTolerance, 1, "h_tol", errors),
            Alpha = InRange(request.Alpha ?? DiscoveryDefaults.Alpha, LeastAlpha, 1 - LeastAlpha, "alpha", errors),
            CiTest = Choice(request.CiTest, Choices.CiTests, CiTest.Auto, "ci_test", errors),
            ColliderRule = Choice(request.ColliderRule, Choices.ColliderRules, ColliderRule.SeparatingSets, "collider_rule", errors),
            ColliderPriority = Choice(
                request.ColliderPriority,
                Choices.ColliderPriorities,
                ColliderPriority.KeepExisting,
                "collider_priority",
                errors),
            Scaling = Choice(request.Scaling, Choices.Scalings, DataScaling.Standardize, "scaling", errors),
            Prior = PriorKnowledgeMapping.ToPrior(request.PriorKnowledge, errors),
            Bootstrap = (int)InRange(request.Bootstrap ?? 0, 0, DiscoveryDefaults.MostResamples, "bootstrap", errors),
            Seed = request.Seed,
        };
    }

    private static string Description(string? text, DataLimits limits, List<InputError> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add(new InputError(DescriptionPath, "domain_description is missing; write sentences such as 'Price affects Sales.'"));
        }
        else if (text.Length > limits.MaxDescription)
        {
            errors.Add(
                new InputError(
                    DescriptionPath,
                    $"domain_description has {text.Length} characters; at most {limits.MaxDescription} are read. Leave out what says nothing about causes.")
            );
        }

        return text ?? "";
    }

    /// <summary>Null where the algorithm is chosen later, or has none.</summary>
    private static double? DefaultThreshold(DiscoveryAlgorithm algorithm) =>
        algorithm is DiscoveryAlgorithm.Auto or DiscoveryAlgorithm.Lingam ? null : DiscoveryDefaults.Threshold;

    private static double? DefaultLambda(DiscoveryAlgorithm algorithm) => algorithm switch
    {
        DiscoveryAlgorithm.Auto => null,
        DiscoveryAlgorithm.Dagma => DiscoveryDefaults.DagmaLambda1,
        _ => DiscoveryDefaults.Lambda1,
    };

    private static T Choice<T>(string? given, ImmutableArray<(string Name, T Value)> choices, T usual, string name, List<InputError> errors)
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

        var shown = given.Length <= 40 ? given : given[..40] + "…";
        errors.Add(
            new InputError($"/{name}", $"There is no {name} '{shown}'; choose one of {string.Join(", ", choices.Select(choice => choice.Name))}."));
        return usual;
    }

    private static double InRange(double value, double least, double most, string name, List<InputError> errors)
    {
        if (!(value >= least && value <= most))
        {
            errors.Add(
                new InputError($"/{name}", string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be from {least} to {most}.")));
            return least;
        }

        return value;
    }
}
