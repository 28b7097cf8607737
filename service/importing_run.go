package service

import (
	"context"
	"errors"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/internal/db"
	"answerable/internal/secret"
	"answerable/models"
)

const (
	// runLease is for how long a worker has a run of which it does not tell
	// how far it has come.
	runLease = time.Minute
	// runsEvery is how often it is looked whether something waits.
	runsEvery = 2 * time.Second
	// importWorkers is how many runs are done at once.
	importWorkers = 2
	// toldEvery is how often a long run tells how far it has come.
	toldEvery = time.Second
)

// run is what is done in the background for one import.
type run struct {
	Import    models.Ref
	Phase     ImportPhase
	Person    models.Ref
	Version   int
	Reason    string
	Done      int64
	Total     int64
	Failure   string
	Finished  bool
	Holder    string
	Until     time.Time
	StartedAt time.Time
}

// errRunOver ends a run that is no longer the worker's to do: something else
// was begun with the import, or somebody else took the run over.
var errRunOver = errors.New("the run is over")

// background is what this process knows of the runs it does.
type background struct {
	mu sync.Mutex
	// at is how far each has come, which the database cannot be told while a
	// long transaction has it.
	at   map[models.Ref]run
	wait chan struct{}
}

func newBackground() *background {
	return &background{at: map[models.Ref]run{}, wait: make(chan struct{}, importWorkers)}
}

// wake has a worker look at once.
func (b *background) wake() {
	select {
	case b.wait <- struct{}{}:
	default:
	}
}

func (b *background) progress(r *run) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.at[r.Import] = *r
}

func (b *background) over(ref models.Ref) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.at, ref)
}

func (b *background) of(ref models.Ref) (run, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, found := b.at[ref]
	return r, found
}

// ImportProgress tells how far the background has come.
func (s *Service) ImportProgress(ctx context.Context, who *models.Actor, ref models.Ref) (*ImportProgress, error) {
	if err := s.Sees(ctx, who, models.ImportKind, ref); err != nil {
		return nil, err
	}
	var r run
	err := s.db.WithContext(ctx).Table("import_runs").Where("import = ?", ref).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return &ImportProgress{}, nil
	}
	if here, running := s.imports.of(ref); running && !r.Finished {
		r = here
	}
	return &ImportProgress{Phase: r.Phase, Done: r.Done, Of: r.Total, Running: !r.Finished, Failure: r.Failure}, unavailable(err)
}

// startRun has something done in the background once this change is kept. What
// was under way for the import is over.
func (w *work) startRun(imported *models.Import, phase ImportPhase, reason string, total int64) error {
	r := run{Import: imported.Ref, Phase: phase, Person: w.who.Person, Version: imported.Version, Reason: reason, Total: total, Until: w.now, StartedAt: w.now}
	return w.tx.Table("import_runs").Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "import"}}, UpdateAll: true}).Create(&r).Error
}

// endRun says, in the change that it led to, that a run is done.
func (w *work) endRun(r *run) error {
	ended := w.tx.Exec("UPDATE import_runs SET finished = ?, failure = '', done = ?, holder = '' WHERE import = ? AND holder = ?", true, r.Done, r.Import, r.Holder)
	if ended.Error == nil && ended.RowsAffected == 0 {
		return errRunOver
	}
	return ended.Error
}

// RunImports does what was begun, in the background, until the context ends.
// Whatever a service that stopped has left is picked up.
func (s *Service) RunImports(ctx context.Context) {
	var workers sync.WaitGroup
	for range importWorkers {
		workers.Go(func() { s.workOnImports(ctx) })
	}
	workers.Wait()
}

func (s *Service) workOnImports(ctx context.Context) {
	for ctx.Err() == nil {
		if err := s.RunImportsOnce(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "imports failed", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-s.imports.wait:
		case <-time.After(runsEvery):
		}
	}
}

// RunImportsOnce does all that waits now: for the background, for tests and
// for the command line.
func (s *Service) RunImportsOnce(ctx context.Context) error {
	for {
		r, err := s.claimRun(ctx)
		if err != nil || r == nil {
			return err
		}
		if err := s.carryOut(ctx, r); err != nil {
			return err
		}
	}
}

// claimRun takes the run that has waited longest; nil where none waits.
func (s *Service) claimRun(ctx context.Context) (*run, error) {
	now := s.clock.Now()
	const free = "NOT finished AND (holder = '' OR until < ?)"
	var waiting []models.Ref
	if err := s.db.WithContext(ctx).Table("import_runs").Select("import").Where(free, now).Order("started_at, import").Scan(&waiting).Error; err != nil {
		return nil, err
	}
	for _, ref := range waiting {
		// What this process is at may not be able to say so in the database.
		if _, here := s.imports.of(ref); here {
			continue
		}
		var claimed []run
		err := db.Tx(ctx, s.db, func(tx *gorm.DB) error {
			claimed = nil
			return tx.Raw("UPDATE import_runs SET holder = ?, until = ?, done = 0 WHERE "+free+" AND import = ? RETURNING *",
				secret.New(16), now.Add(runLease), now, ref).Scan(&claimed).Error
		})
		if err != nil || len(claimed) == 1 {
			return first(claimed), err
		}
	}
	return nil, nil
}

func first(claimed []run) *run {
	if len(claimed) == 0 {
		return nil
	}
	return &claimed[0]
}

// renew says how far a run has come, and holds on to it.
func (s *Service) renew(tx *gorm.DB, r *run) error {
	kept := tx.Exec("UPDATE import_runs SET done = ?, total = ?, until = ? WHERE import = ? AND holder = ? AND version = ? AND NOT finished",
		r.Done, r.Total, s.clock.Now().Add(runLease), r.Import, r.Holder, r.Version)
	if kept.Error == nil && kept.RowsAffected == 0 {
		return errRunOver
	}
	return kept.Error
}

// carryOut does a run to its end. What the rules refuse is the run's outcome
// and no error; a run that the end of the service cuts off is left for the
// next.
func (s *Service) carryOut(ctx context.Context, r *run) error {
	s.imports.progress(r)
	defer s.imports.over(r.Import)
	err := s.perform(ctx, r)
	var named *models.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errRunOver):
		return s.fail(ctx, r, "Something else was done with the import meanwhile")
	case ctx.Err() != nil:
		return s.leave(context.WithoutCancel(ctx), r)
	case errors.As(err, &named) && named.Fault != models.Unavailable:
		failure := named.Public
		if len(named.Problems) > 0 {
			failure = named.Problems.Error()
		}
		return s.fail(ctx, r, failure)
	default:
		return errors.Join(err, s.fail(ctx, r, "The system could not do this just now. Try again"))
	}
}

func (s *Service) perform(ctx context.Context, r *run) error {
	who := models.System()
	if r.Person != "" {
		var err error
		if who, err = s.actor(ctx, r.Person); err != nil {
			return err
		}
	}
	m, err := s.find(ctx, who, models.ImportKind, r.Import)
	if err != nil {
		return err
	}
	imported := m.(*models.Import)
	if imported.Version != r.Version {
		return errRunOver
	}
	switch r.Phase {
	case PhaseImport:
		return s.keepRows(ctx, r, who, imported)
	case PhaseUndo:
		return s.undoRows(ctx, r, who, imported)
	default:
		return s.checkRows(ctx, r, who, imported)
	}
}

// leave gives a run back for whoever comes next.
func (s *Service) leave(ctx context.Context, r *run) error {
	return db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		return tx.Exec("UPDATE import_runs SET holder = '' WHERE import = ? AND holder = ?", r.Import, r.Holder).Error
	})
}

// fail ends a run with the sentence why, if it is this worker's still.
func (s *Service) fail(ctx context.Context, r *run, failure string) error {
	return db.Tx(ctx, s.db, func(tx *gorm.DB) error {
		return tx.Exec("UPDATE import_runs SET finished = ?, failure = ?, done = ?, holder = '' WHERE import = ? AND holder = ?", true, failure, r.Done, r.Import, r.Holder).Error
	})
}
