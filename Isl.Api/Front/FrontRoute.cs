namespace Isl.Api.Front;

/// <summary>Marks an endpoint whose answers depend on the bytes of the body and on nothing else, so that the front cache may hold them.</summary>
/// <param name="service">Whose health its answers count for.</param>
public sealed class FrontRoute(string service)
{
    /// <summary>Whose health its answers count for.</summary>
    public string Service => service;
}
