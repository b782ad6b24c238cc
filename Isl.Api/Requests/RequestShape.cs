using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Isl.Grains.Interfaces;

namespace Isl.Api.Requests;

/// <summary>The members of a request type, from the very description that the OpenAPI document is made from.</summary>
internal sealed class RequestShape
{
    private static readonly ConcurrentDictionary<Type, RequestShape> Shapes = new();
    private readonly Dictionary<string, JsonPropertyInfo> _members;
    private readonly Func<object> _create;

    private RequestShape(JsonTypeInfo type)
    {
        _members = type.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        _create = type.CreateObject ?? throw new ArgumentException($"{type.Type} has no constructor without parameters.", nameof(type));
        Names = [.. type.Properties.Select(property => property.Name)];
    }

    /// <summary>Names of the members, in the order they are declared.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The shape of a type.</summary>
    public static RequestShape Of(Type type) => Shapes.GetOrAdd(type, static type => new RequestShape(IslJson.Options.GetTypeInfo(type)));

    /// <summary>A request with nothing in it.</summary>
    public object Create() => _create();

    /// <summary>The member of a name, or null.</summary>
    public JsonPropertyInfo? Find(string name) => _members.GetValueOrDefault(name);

    /// <summary>The member within which one of this name belongs; null where none of them has it.</summary>
    public string? PlaceOf(string name) =>
        _members.Values.FirstOrDefault(member => MembersOf(member.PropertyType).Contains(name))?.Name;

    private static IReadOnlyList<string> MembersOf(Type type) =>
        type.GetCustomAttribute<MembersAttribute>()?.Names
        ?? (IslJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object ? Of(type).Names : []);
}
