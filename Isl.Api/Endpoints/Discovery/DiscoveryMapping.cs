using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Searches;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>A question about data.</summary>
/// <param name="Question">The question.</param>
/// <param name="Data">The data.</param>
public sealed record DiscoveryAsked(DiscoveryQuestion Question, Dataset Data);

/// <summary>Requests to data sets and questions in their canonical form.</summary>
public static class DiscoveryMapping
{
    private static readonly ImmutableArray<(string Name, MissingPolicy Value)> MissingPolicies =
        [("refuse", MissingPolicy.Refuse), ("drop_rows", MissingPolicy.DropRows), ("testwise", MissingPolicy.Testwise)];

    /// <summary>The question and the data of a request; what is wrong with them is noted and thrown.</summary>
    public static DiscoveryAsked Read(DiscoverRequest request, Reading reading)
    {
        var question = SearchReader.Read(request, SearchChoices.Algorithms, DiscoveryAlgorithm.Notears, JsonPointer.Root, reading.Errors) with
        {
            Bootstrap = (int)Fields.InRange(request.Bootstrap ?? 0, 0, DiscoveryDefaults.MostResamples, Place("bootstrap"), reading.Errors),
            Seed = request.Seed,
        };
        var missing = Fields.Choice(request.Missing, MissingPolicies, MissingPolicy.Refuse, Place("missing"), reading.Errors);
        if (missing == MissingPolicy.Testwise)
        {
            CheckTestwise(request, question, reading.Errors);
        }

        var table = TableReader.ReadRequired(request, reading, missing);
        reading.Errors.ThrowIfAny();
        return new DiscoveryAsked(question with { Notes = table!.Notes is { IsEmpty: false } notes ? notes : null }, table.Data);
    }

    /// <summary>The question and the data of a request about data and sentences; what is wrong with them is noted and thrown.</summary>
    public static DiscoveryAsked ReadHybrid(HybridRequest request, Reading reading)
    {
        var text = ReadDescription(request.DomainDescription, reading);
        var weight = Fields.InRange(request.DataWeight ?? DiscoveryDefaults.DataWeight, 0, 1, Place("data_weight"), reading.Errors);
        var asked = Read(request, reading);
        return asked with { Question = asked.Question with { Knowledge = new SoftKnowledge(text, weight) } };
    }

    /// <summary>The question of a request without data; what is wrong with it is noted.</summary>
    public static KnowledgeQuestion ReadKnowledge(KnowledgeRequest request, Reading reading)
    {
        var text = ReadDescription(request.DomainDescription, reading);
        var names = (request.VariableNames ?? []).ToImmutableArray();
        if (request.VariableNames is null)
        {
            reading.Errors.AddMissing(
                Place("variable_names"), "variable_names is missing; name the variables that the sentences are about.");
        }
        else
        {
            VariableNames.Check(names, reading.Limits.Data.MaxVariables, reading.Errors);
        }

        return new KnowledgeQuestion(text, names, PriorKnowledgeReader.Read(request.PriorKnowledge, JsonPointer.Root, reading.Errors));
    }

    /// <summary>Only tests can leave out rows of their own: what fits all columns at once needs whole rows, and so do resamples.</summary>
    private static void CheckTestwise(DiscoverRequest request, DiscoveryQuestion question, RequestErrors errors)
    {
        if (!AlgorithmOptions.Of(question.Algorithm).TakesGaps)
        {
            var takers = string.Join(" and ", AlgorithmOptions.All.Where(options => options.TakesGaps).Select(options => options.Name));
            errors.Add(
                Place("missing"),
                $"missing is testwise, which only {takers} takes: its tests can each use the rows that are complete in their own columns. "
                    + $"{AlgorithmOptions.Of(question.Algorithm).Name} needs whole rows: send missing: drop_rows, or algorithm: {takers}.");
        }
        else if (question.Bootstrap > 0 || request is HybridRequest)
        {
            errors.Add(
                Place("missing"),
                "missing is testwise, and resamples are drawn from whole rows; send missing: drop_rows"
                    + $"{(request is HybridRequest ? "" : ", or leave out bootstrap")}.");
        }
    }

    private static string ReadDescription(string? text, Reading reading)
    {
        var place = Place("domain_description");
        if (string.IsNullOrWhiteSpace(text))
        {
            reading.Errors.AddMissing(place, "domain_description is missing; write sentences such as 'Price affects Sales.'");
        }
        else if (text.Length > reading.Limits.Data.MaxDescription)
        {
            reading.Errors.Add(
                place,
                $"domain_description has {text.Length} characters; at most {reading.Limits.Data.MaxDescription} are read. "
                + "Leave out what says nothing about causes.");
        }

        return text ?? "";
    }

    private static JsonPointer Place(string name) => JsonPointer.Root.Member(name);
}
