using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>Collects the mistakes of a request while its parts are read, so that all are reported at once.</summary>
public sealed class RequestErrors
{
    /// <summary>Most mistakes listed; a request with more has one cause for many of them.</summary>
    public const int MostListed = 100;

    private readonly List<InputError> _errors = [];

    /// <summary>True when nothing is wrong so far.</summary>
    public bool None => _errors.Count == 0;

    /// <summary>True when further mistakes are no longer listed.</summary>
    public bool IsFull => _errors.Count >= MostListed;

    /// <summary>The mistakes so far.</summary>
    public IReadOnlyList<InputError> All => _errors;

    /// <summary>Notes a mistake.</summary>
    public void Add(JsonPointer place, string message) => Add(new InputError(place.ToString(), message));

    /// <summary>Notes the mistakes that a reader threw.</summary>
    public void Add(InputException thrown) => Add(thrown.Errors);

    /// <summary>Notes mistakes that were collected elsewhere.</summary>
    public void Add(IEnumerable<InputError> errors)
    {
        foreach (var error in errors)
        {
            Add(error);
        }
    }

    /// <summary>Notes that a part is missing, unless a mistake in that very part is why.</summary>
    public void AddMissing(JsonPointer place, string message)
    {
        if (!Concern(place))
        {
            Add(place, message);
        }
    }

    /// <summary>Is a mistake noted at a place or within it?</summary>
    public bool Concern(JsonPointer place) => _errors.Exists(error => place.Covers(error.Path));

    /// <summary>Runs a reader that throws, and keeps what it throws.</summary>
    public T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            Add(e);
            return null;
        }
    }

    /// <summary>Throws what was noted, if anything.</summary>
    /// <exception cref="InputException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (!None)
        {
            throw new InputException([.. _errors]);
        }
    }

    private void Add(InputError error)
    {
        if (!IsFull)
        {
            _errors.Add(error);
        }
    }
}
