using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Alignment;

namespace Isl.Api.Endpoints.Team;

/// <summary>Which option can a team agree on?</summary>
public sealed record AlignRequest
{
    /// <summary>The members' views, 2 to 20.</summary>
    public List<PerspectiveDto?>? Perspectives { get; init; }

    /// <summary>The options, 2 to 50.</summary>
    public List<OptionDto?>? Options { get; init; }

    /// <summary>A graph for each member, 2 to 20, in place of perspectives and options: which of their differences decide?</summary>
    public List<MemberModelDto?>? Models { get; init; }

    /// <summary>With models: the variable whose effect is to be decided on.</summary>
    public string? Treatment { get; init; }

    /// <summary>With models: the variable that it should act on.</summary>
    public string? Outcome { get; init; }
}

/// <summary>A member's graph.</summary>
public sealed record MemberModelDto : IGraphRequest
{
    /// <summary>Who it is.</summary>
    public string? Role { get; init; }

    /// <summary>The causal graph; may also be called <c>dag</c>.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for <c>dag_structure</c>.</summary>
    public GraphInput? Dag { get; init; }
}

/// <summary>One of the two questions that a request can ask.</summary>
/// <param name="Options">Which option can the team agree on? Null where it asks the other.</param>
/// <param name="Models">Which differences between graphs decide? Null where it asks the other.</param>
internal sealed record TeamAsked(AlignmentQuestion? Options, ModelAlignmentQuestion? Models);

/// <summary>A member's view.</summary>
public sealed record PerspectiveDto
{
    /// <summary>Who it is.</summary>
    public string? Role { get; init; }

    /// <summary>What matters to it, most important first.</summary>
    public List<string>? Priorities { get; init; }

    /// <summary>What it requires.</summary>
    public List<string>? Constraints { get; init; }

    /// <summary>Ids or names of options in its order of preference.</summary>
    public List<string>? PreferredOptions { get; init; }
}

/// <summary>An option.</summary>
public sealed record OptionDto
{
    /// <summary>Its id.</summary>
    public string? Id { get; init; }

    /// <summary>What people call it; its id unless given.</summary>
    public string? Name { get; init; }

    /// <summary>What is known of it: numbers, texts, true or false, by name.</summary>
    public AttributesInput? Attributes { get; init; }
}
