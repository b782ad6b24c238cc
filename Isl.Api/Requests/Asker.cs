namespace Isl.Api.Requests;

/// <summary>Feature of a request: who asks, by key or else by address.</summary>
/// <param name="Name">The same for all that this caller asks.</param>
public sealed record Asker(string Name);
