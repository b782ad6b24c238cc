using Isl.Api.Requests;

namespace Isl.Api.Endpoints.Team;

/// <summary>Which option can a team agree on?</summary>
public sealed record AlignRequest
{
    /// <summary>The members' views, 2 to 20.</summary>
    public List<PerspectiveDto?>? Perspectives { get; init; }

    /// <summary>The options, 2 to 50.</summary>
    public List<OptionDto?>? Options { get; init; }
}

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
