using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Errors;

/// <summary>One thing that is wrong with what the caller sent.</summary>
/// <param name="Path">JSON pointer (RFC 6901) to the place in the request body, <c>""</c> for the whole body.</param>
/// <param name="Message">What is wrong there and how to mend it, in the caller's own names.</param>
[GenerateSerializer, Immutable, Alias("isl.input-error.v1")]
public sealed record InputError([property: Id(0)] string Path, [property: Id(1)] string Message);

/// <summary>The caller's mistake: answered with status 400, never counted against a service or a circuit.</summary>
[GenerateSerializer, Alias("isl.input-exception.v1")]
public sealed class InputException : ArgumentException
{
    /// <summary>Every mistake found, in the order of the request; at least one.</summary>
    [Id(0)]
    public ImmutableArray<InputError> Errors { get; }

    /// <summary>Reports several mistakes at once.</summary>
    /// <exception cref="ArgumentException"><paramref name="errors"/> is empty.</exception>
    public InputException(ImmutableArray<InputError> errors)
        : base(Summarise(errors)) => Errors = errors;

    /// <summary>Reports one mistake.</summary>
    public InputException(string path, string message)
        : this([new InputError(path, message)])
    {
    }

    private static string Summarise(ImmutableArray<InputError> errors)
    {
        if (errors.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An input exception names at least one mistake.", nameof(errors));
        }

        var more = errors.Length == 1 ? "" : $" (and {errors.Length - 1} more)";
        return errors[0].Message + more;
    }
}
