package service

import "gorm.io/gorm"

// On is the service inside a transaction, for tests that undo what they did.
func (s *Service) On(tx *gorm.DB) *Service {
	return &Service{db: tx, clock: s.clock, log: s.log, actors: s.actors}
}
