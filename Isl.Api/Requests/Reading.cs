namespace Isl.Api.Requests;

/// <summary>What every reader of a part of a request is given: where mistakes go, and how large the part may be.</summary>
/// <param name="Errors">Takes the mistakes.</param>
/// <param name="Limits">Largest parts.</param>
/// <param name="Route">Pattern of the route asked, such as <c>/api/v1/causal/validate</c>; null outside of HTTP.</param>
public sealed record Reading(RequestErrors Errors, RequestLimits Limits, string? Route = null)
{
    /// <summary>A reading with the default limits.</summary>
    public static Reading WithDefaults() => new(new RequestErrors(), new RequestLimits(new GraphLimits(), new DataLimits()));
}
