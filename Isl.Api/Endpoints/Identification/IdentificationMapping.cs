using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Requests to questions in their canonical form.</summary>
public static class IdentificationMapping
{
    private const int MostSets = 1000;
    private const int MostImplications = 10_000;

    private static readonly ImmutableSortedDictionary<string, AnswerPart> Parts = Enum.GetValues<AnswerPart>()
        .ToImmutableSortedDictionary(part => JsonSerializer.Serialize(part, IslJson.Options).Trim('"'), part => part, StringComparer.Ordinal);

    /// <summary>The query of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="datasetHash">Hash of the data sent along, or null.</param>
    /// <exception cref="InputException">A part is missing, unknown or out of range.</exception>
    public static CausalQuery ToQuery(this ValidateRequest request, string? datasetHash = null)
    {
        var errors = new List<InputError>();
        var treatments = OneOrSeveral(request.Treatment, request.Treatments, "treatment", errors);
        var outcomes = OneOrSeveral(request.Outcome, request.Outcomes, "outcome", errors);
        var maxSets = InRange(request.MaxSets ?? CausalQuery.DefaultMaxSets, MostSets, "max_sets", errors);
        var maxImplications = InRange(request.MaxImplications ?? CausalQuery.DefaultMaxImplications, MostImplications, "max_implications", errors);
        var include = ToParts(request.Include, errors);
        CheckNames(request.Conditions, "/conditions", errors);
        CheckNames(request.AdjustmentSet, "/adjustment_set", errors);
        CheckNames(request.Observed, "/observed", errors);
        return errors.Count > 0
            ? throw new InputException([.. errors])
            : new CausalQuery(
                treatments,
                outcomes,
                Sorted(request.Conditions ?? []),
                request.AdjustmentSet is null ? null : Sorted(request.AdjustmentSet),
                maxSets,
                maxImplications,
                include,
                datasetHash);
    }

    /// <summary>The question of a request.</summary>
    /// <exception cref="InputException">A part is missing.</exception>
    public static SeparationQuestion ToQuestion(this SeparationRequest request)
    {
        var errors = new List<InputError>();
        foreach (var (set, name) in new[] { (request.X, "x"), (request.Y, "y") })
        {
            if (set is null or { Count: 0 })
            {
                errors.Add(new InputError($"/{name}", $"{name} is missing or empty; name at least one node."));
            }

            CheckNames(set, $"/{name}", errors);
        }

        CheckNames(request.Given, "/given", errors);
        return errors.Count > 0
            ? throw new InputException([.. errors])
            : new SeparationQuestion(Sorted(request.X!), Sorted(request.Y!), Sorted(request.Given ?? []));
    }

    /// <summary>The question of a request.</summary>
    /// <exception cref="InputException">A part is missing or out of range.</exception>
    public static PathsQuestion ToQuestion(this PathsRequest request)
    {
        var errors = new List<InputError>();
        var treatments = OneOrSeveral(request.Treatment, request.Treatments, "treatment", errors);
        var outcomes = OneOrSeveral(request.Outcome, request.Outcomes, "outcome", errors);
        var maxPaths = request.MaxPaths ?? PathsQuestion.DefaultMaxPaths;
        if (maxPaths is < 1 or > PathsQuestion.MostPaths)
        {
            errors.Add(new InputError("/max_paths", $"max_paths is {maxPaths}; it must be from 1 to {PathsQuestion.MostPaths}."));
        }

        CheckNames(request.Given, "/given", errors);
        return errors.Count > 0
            ? throw new InputException([.. errors])
            : new PathsQuestion(treatments, outcomes, Sorted(request.Given ?? []), maxPaths);
    }

    private static ImmutableArray<string> OneOrSeveral(string? one, List<string>? several, string name, List<InputError> errors)
    {
        if (one is not null && several is not null)
        {
            errors.Add(new InputError($"/{name}", $"Both {name} and {name}s are given; send one of them."));
        }
        else if (string.IsNullOrEmpty(one) && several is null or { Count: 0 })
        {
            errors.Add(new InputError($"/{name}", $"{name} is missing; name a node of the graph."));
        }

        CheckNames(several, $"/{name}s", errors);
        return one is not null ? [one] : Sorted(several ?? []);
    }

    private static int InRange(int value, int most, string name, List<InputError> errors)
    {
        if (value < 1 || value > most)
        {
            errors.Add(new InputError($"/{name}", $"{name} is {value}; it must be from 1 to {most}."));
        }

        return value;
    }

    private static ImmutableArray<AnswerPart>? ToParts(List<string>? names, List<InputError> errors)
    {
        if (names is null)
        {
            return null;
        }

        var parts = new SortedSet<AnswerPart>();
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } name && Parts.TryGetValue(name, out var part))
            {
                parts.Add(part);
            }
            else
            {
                errors.Add(new InputError($"/include/{i}", $"include holds '{names[i]}'; its parts are {string.Join(", ", Parts.Keys)}."));
            }
        }

        return [.. parts];
    }

    private static void CheckNames(List<string>? names, string path, List<InputError> errors)
    {
        for (var i = 0; i < (names?.Count ?? 0); i++)
        {
            if (string.IsNullOrEmpty(names![i]))
            {
                errors.Add(new InputError($"{path}/{i}", $"{path}/{i} is empty; name a node of the graph."));
            }
        }
    }

    private static ImmutableArray<string> Sorted(List<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
