namespace Isl.Api.Requests;

/// <summary>Says of a request that its body comes packed.</summary>
/// <param name="Encoding">How.</param>
public sealed record PackedBody(string Encoding);
