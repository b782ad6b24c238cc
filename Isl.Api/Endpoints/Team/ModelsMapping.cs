using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Alignment;

namespace Isl.Api.Endpoints.Team;

/// <summary>Requests about the graphs of a team in their canonical form.</summary>
internal static class ModelsMapping
{
    private const int Least = 2;
    private const int MostLetters = 500;
    private static readonly JsonPointer Place = JsonPointer.Root.Member("models");

    /// <summary>The question of a request, told by <c>models</c>; what is wrong with it is noted and thrown.</summary>
    public static TeamAsked ReadEither(AlignRequest request, Reading reading)
    {
        if (request.Models is not null || reading.Errors.Concern(Place))
        {
            return new TeamAsked(null, Read(request, reading));
        }

        foreach (var (name, isGiven) in ((string, bool)[])[("treatment", request.Treatment is not null), ("outcome", request.Outcome is not null)])
        {
            if (isGiven)
            {
                reading.Errors.Add(JsonPointer.Root.Member(name), $"{name} goes with models; send models, or leave it out.");
            }
        }

        return new TeamAsked(TeamMapping.Read(request, reading), null);
    }

    private static ModelAlignmentQuestion Read(AlignRequest request, Reading reading)
    {
        var errors = reading.Errors;
        foreach (var (name, isGiven) in ((string, bool)[])
            [("perspectives", request.Perspectives is not null), ("options", request.Options is not null)])
        {
            if (isGiven)
            {
                errors.Add(JsonPointer.Root.Member(name), $"{name} does not go with models; send models, treatment and outcome alone.");
            }
        }

        var members = ImmutableArray.CreateBuilder<MemberModel>();
        if (request.Models is not { Count: >= Least and <= AlignmentQuestion.MaxPerspectives } models)
        {
            errors.AddMissing(Place, $"models has {request.Models?.Count ?? 0} items; send {Least} to {AlignmentQuestion.MaxPerspectives}, such as "
                + $"{{\"role\": \"finance\", \"dag\": \"dag {{ X -> Y }}\"}}.");
        }
        else
        {
            foreach (var (i, model) in models.Index())
            {
                ReadMember(model ?? new MemberModelDto(), Place.Item(i), members, reading);
            }
        }

        if (members.SelectMany(member => member.Graph.Nodes).Distinct().Count() is > ModelAlignmentQuestion.MaxNodesTogether and var together)
        {
            errors.Add(Place, $"The graphs have {together} different nodes together, the limit is {ModelAlignmentQuestion.MaxNodesTogether}; call "
                + $"the same variable by the same name, and leave out what does not bear on the effect.");
        }

        CheckRole(request.Treatment, "treatment", members, errors);
        CheckRole(request.Outcome, "outcome", members, errors);
        if (request.Treatment is not null && request.Treatment == request.Outcome)
        {
            errors.Add(JsonPointer.Root.Member("outcome"), $"'{Shown.Short(request.Outcome)}' is both treatment and outcome; it can be only one of "
                + $"them.");
        }

        errors.ThrowIfAny();
        return new ModelAlignmentQuestion(members.ToImmutable(), request.Treatment!, request.Outcome!);
    }

    private static void ReadMember(MemberModelDto model, JsonPointer at, ImmutableArray<MemberModel>.Builder members, Reading reading)
    {
        var errors = reading.Errors;
        if (string.IsNullOrWhiteSpace(model.Role) || model.Role.Length > MostLetters)
        {
            errors.AddMissing(at.Member("role"), $"The role is missing, or longer than {MostLetters} characters; say whose graph it is.");
        }
        else if (members.Any(member => member.Role == model.Role))
        {
            errors.Add(at.Member("role"), $"'{Shown.Short(model.Role)}' is there twice; give each member a role of its own.");
        }

        if (GraphReader.Read(model, at, reading)?.Graph is not { } graph)
        {
            return;
        }

        var place = at.Member(model.DagStructure is not null ? "dag_structure" : "dag");
        if (graph is { Latent.IsEmpty: false } or { Selected.IsEmpty: false } or { Undirected.IsEmpty: false })
        {
            errors.Add(place, "A member's graph has directed and bidirected edges only; draw a hidden common cause as a bidirected edge.");
        }
        else if (graph.Nodes.Length > ModelAlignmentQuestion.MaxNodes)
        {
            errors.Add(place, $"The graph has {graph.Nodes.Length} nodes, the limit is {ModelAlignmentQuestion.MaxNodes}; leave out what does not "
                + $"bear on the effect.");
        }
        else
        {
            members.Add(new MemberModel(model.Role ?? "", graph));
        }
    }

    private static void CheckRole(string? name, string role, ImmutableArray<MemberModel>.Builder members, RequestErrors errors)
    {
        var place = JsonPointer.Root.Member(role);
        if (string.IsNullOrEmpty(name))
        {
            errors.AddMissing(place, $"{role} is missing; name a node of the graphs.");
        }
        else if (members.Count > 0 && members.All(member => member.Graph.IndexOf(name) < 0))
        {
            errors.Add(place, $"'{Shown.Short(name)}' is a node of no member's graph; name one that is.");
        }
    }
}
