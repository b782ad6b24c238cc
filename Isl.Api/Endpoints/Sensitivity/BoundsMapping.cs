using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Api.Endpoints.Sensitivity;

/// <summary>Reads questions on bounds; columns are checked where the rows are.</summary>
internal static class BoundsMapping
{
    private const int MostCovariates = 5;
    private const double MostLambda = 1e6;
    private static readonly JsonPointer Place = JsonPointer.Root.Member("bounds");
    private static readonly JsonPointer Instrument = JsonPointer.Root.Member("iv");

    private static readonly ImmutableArray<(string Name, BoundsKind Value)> AllKinds =
    [
        ("no_assumptions", BoundsKind.NoAssumptions),
        ("monotone", BoundsKind.Monotone),
        ("instrument", BoundsKind.Instrument),
        ("response_types", BoundsKind.ResponseTypes),
        ("marginal_sensitivity", BoundsKind.MarginalSensitivity),
    ];

    /// <summary>The question and its rows; nothing where a mistake was noted.</summary>
    public static (BoundsQuestion? Question, OpenTable? Table) Read(BoundsDto given, SensitivityRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var hasGraph = given.Dag is not null || given.DagStructure is not null;
        var graph = hasGraph ? ReadGraph(given, reading) : null;
        var treatment = Column(given.Treatment, Place.Member("treatment"), errors);
        var outcome = Column(given.Outcome ?? request.Outcome, Place.Member("outcome"), errors);
        var iv = request.Iv is null ? null : Column(request.Iv, Instrument, errors);
        var weight = given.Weight is null ? null : Column(given.Weight, Place.Member("weight"), errors);
        var covariates = Covariates(given.Covariates, errors);
        CheckRoles([.. new[] { treatment, outcome, iv, weight }.Concat(covariates).OfType<string>().Where(name => name.Length > 0)], errors);
        double? lambda = given.Lambda is { } factor
            ? Fields.InRange(factor, 1, MostLambda, Place.Member("lambda"), errors)
            : null;
        var kinds = Kinds(given, iv, errors);
        var range = SensitivityMapping.Pair(given.OutcomeRange, Place.Member("outcome_range"), errors);
        var (from, to) = Contrast(given.Contrast, errors);
        if (!errors.None)
        {
            return (null, null);
        }

        HashSet<string> needed = [treatment, outcome, .. covariates, .. iv is null ? [] : (string[])[iv],
            .. weight is null ? [] : (string[])[weight]];
        if (graph is not null)
        {
            needed.UnionWith(graph.Nodes.Where((_, node) => !graph.Latent.Contains(node)));
        }

        var table = TableReader.ReadOpen(request, reading, needed: needed, gaps: MissingPolicy.Refuse);
        if (table is null)
        {
            return (null, null);
        }

        table = Sorted(table);
        return (new BoundsQuestion(treatment, outcome, from, to, range, iv, weight, covariates, lambda, graph, kinds, table.Reading), table);
    }

    /// <summary>The table with its columns in ordinal order, so that the order of keys in a row changes nothing.</summary>
    private static OpenTable Sorted(OpenTable table)
    {
        var data = table.Data;
        var names = Fields.Sorted(data.Variables);
        return table with
        {
            Data = Dataset.Create(names, data.Rows, (at, cells) => data.Column(data.Variables.IndexOf(names[at])).CopyTo(cells)),
            Reading = table.Reading with { Columns = [.. table.Reading.Columns.OrderBy(column => column.Name, StringComparer.Ordinal)] },
        };
    }

    private static CausalGraph? ReadGraph(BoundsDto given, Reading reading)
    {
        var graph = GraphReader.Read(given, Place, reading)?.Graph;
        if (graph is { Undirected.IsEmpty: false } or { Selected.IsEmpty: false })
        {
            reading.Errors.Add(
                Place.Member("dag_structure"),
                "Bounds need a graph of directed and bidirected edges without selected nodes; give every edge a direction.");
        }

        return graph;
    }

    private static string Column(string? name, JsonPointer place, RequestErrors errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            errors.AddMissing(place, $"{place.Name} is missing; name a column of the rows.");
        }

        return name ?? "";
    }

    private static ImmutableArray<string> Covariates(List<string?>? names, RequestErrors errors)
    {
        var place = Place.Member("covariates");
        if (names?.Count > MostCovariates)
        {
            errors.Add(place, $"covariates lists {names.Count} columns; at most {MostCovariates} are taken.");
            return [];
        }

        return [.. (names ?? []).Select((name, i) => Column(name, place.Item(i), errors))];
    }

    private static void CheckRoles(string[] names, RequestErrors errors)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            errors.Add(Place, $"'{Shown.Short(twice.Key)}' has two roles; treatment, outcome, iv, weight and covariates are different columns.");
        }
    }

    private static ImmutableArray<BoundsKind> Kinds(BoundsDto given, string? iv, RequestErrors errors)
    {
        var place = Place.Member("kinds");
        if (given.Kinds is not { } names)
        {
            return [];
        }

        if (names.Count == 0)
        {
            errors.Add(place, "kinds is empty; name at least one, or leave it out.");
        }

        var kinds = names.Select((name, i) => (Name: name, Place: place.Item(i))).Select(one =>
        {
            if (one.Name is null)
            {
                errors.AddMissing(one.Place, $"The kind is missing; choose one of {string.Join(", ", AllKinds.Select(kind => kind.Name))}.");
            }

            var kind = Fields.Choice(one.Name, AllKinds, BoundsKind.NoAssumptions, one.Place, errors, "kind of bounds");
            var needs = kind switch
            {
                BoundsKind.Instrument when iv is null => "iv, the column of the instrument",
                BoundsKind.ResponseTypes when given.Dag is null && given.DagStructure is null => "dag_structure in bounds",
                BoundsKind.MarginalSensitivity when given.Lambda is null => "lambda in bounds, such as 1.5",
                _ => null,
            };
            if (needs is not null)
            {
                errors.Add(one.Place, $"{one.Name} needs {needs}.");
            }

            return kind;
        });
        return [.. kinds.Distinct().Order()];
    }

    private static (string? From, string? To) Contrast(BoundsContrastDto? contrast, RequestErrors errors)
    {
        if (contrast is null)
        {
            return (null, null);
        }

        var place = Place.Member("contrast");
        return (Level(contrast.From, place.Member("from"), errors), Level(contrast.To, place.Member("to"), errors));
    }

    private static string? Level(StatedInput? level, JsonPointer place, RequestErrors errors)
    {
        switch (level?.Json.ValueKind)
        {
            case JsonValueKind.String:
                return level.Json.GetString();
            case JsonValueKind.Number when level.Json.TryGetDouble(out var number) && double.IsFinite(number):
                return number.ToString("R", CultureInfo.InvariantCulture);
            case JsonValueKind.True or JsonValueKind.False:
                return level.Json.GetRawText();
            default:
                errors.AddMissing(place, $"contrast has no {place.Name}; name a level of the treatment, a number or a text.");
                return null;
        }
    }
}
