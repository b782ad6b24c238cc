using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Reads what is known of a matter; members that it does not know are told back, not refused.</summary>
/// <param name="graph">The graph whose nodes may be named; null where it could not be read.</param>
/// <param name="errors">Takes the mistakes.</param>
internal sealed class ContextReader(CausalGraph? graph, RequestErrors errors)
{
    private const int Most = 1000;
    private static readonly JsonPointer Place = JsonPointer.Root.Member("context");

    /// <summary>The variable whose effect is wanted.</summary>
    public string? Treatment { get; private set; }

    /// <summary>The variable that it should act on.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Variables by time.</summary>
    public ImmutableArray<ImmutableArray<string>> Tiers { get; private set; } = [];

    /// <summary>Edges that must be there.</summary>
    public ImmutableArray<NamedEdge> Required { get; private set; } = [];

    /// <summary>Edges that may not be there.</summary>
    public ImmutableArray<NamedEdge> Forbidden { get; private set; } = [];

    /// <summary>Members that nothing is checked by.</summary>
    public ImmutableArray<string> Unused { get; private set; } = [];

    /// <summary>Reads it.</summary>
    public ContextReader Read(ContextInput? input)
    {
        var json = input?.Json ?? default;
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return this;
        }

        if (json.ValueKind == JsonValueKind.String)
        {
            Unused = ["the text"];
            return this;
        }

        if (JsonValues.IsObject(json, Place, "context", errors))
        {
            var unused = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var member in json.EnumerateObject().Take(Most))
            {
                ReadMember(member, unused);
            }

            Unused = [.. unused];
        }

        if (Treatment is not null && Treatment == Outcome)
        {
            errors.Add(Place.Member("outcome"), $"'{Shown.Short(Outcome)}' is both treatment and outcome; it can be only one of them.");
        }

        return this;
    }

    private void ReadMember(JsonProperty member, SortedSet<string> unused)
    {
        var at = Place.Member(member.Name);
        switch (member.Name)
        {
            case "treatment":
                Treatment = Node(member.Value, at);
                break;
            case "outcome":
                Outcome = Node(member.Value, at);
                break;
            case "tiers":
                Tiers = [.. List(member.Value, at).Select((tier, i) => List(tier, at.Item(i))
                    .Select((name, j) => Node(name, at.Item(i).Item(j))).OfType<string>().Order(StringComparer.Ordinal).ToImmutableArray())];
                CheckTiers(at);
                break;
            case "required_edges":
                Required = Edges(member.Value, at);
                break;
            case "forbidden_edges":
                Forbidden = Edges(member.Value, at);
                break;
            default:
                unused.Add(Shown.Short(member.Name));
                break;
        }
    }

    private void CheckTiers(JsonPointer at)
    {
        var twice = Tiers.SelectMany(tier => tier).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            errors.Add(at, $"'{Shown.Short(twice)}' is in the tiers twice; give each variable one place in time.");
        }
    }

    private ImmutableArray<NamedEdge> Edges(JsonElement json, JsonPointer at)
    {
        var edges = ImmutableArray.CreateBuilder<NamedEdge>();
        foreach (var (i, item) in List(json, at).Index())
        {
            var ends = List(item, at.Item(i));
            if (ends.Count != 2)
            {
                if (!errors.Concern(at.Item(i)))
                {
                    errors.Add(at.Item(i), "An edge is a list of two nodes, [\"cause\", \"effect\"].");
                }
            }
            else if (Node(ends[0], at.Item(i).Item(0)) is { } from && Node(ends[1], at.Item(i).Item(1)) is { } to)
            {
                edges.Add(new NamedEdge(from, to));
            }
        }

        return [.. edges.Distinct()];
    }

    private List<JsonElement> List(JsonElement json, JsonPointer at)
    {
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() <= Most)
        {
            return [.. json.EnumerateArray()];
        }

        errors.Add(at, $"{at.Name} is {Shown.Describe(json)}; it must be a list of at most {Most} items.");
        return [];
    }

    private string? Node(JsonElement json, JsonPointer at)
    {
        if (!JsonValues.TryText(json, at, "The node", errors, out var name))
        {
            return null;
        }

        if (graph is not null && graph.IndexOf(name) < 0)
        {
            errors.Add(at, $"'{Shown.Short(name)}' is not a node of the graph; its nodes are {string.Join(", ", graph.Nodes.Take(10))}.");
            return null;
        }

        return name;
    }
}
